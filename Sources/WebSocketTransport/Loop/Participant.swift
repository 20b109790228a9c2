/// Whoever has a descriptor in the loop.
///
/// A class to inherit from, not a protocol: the loop calls it for each event, and a call through a
/// class costs least.
class Participant {
  let loop: EventLoop
  var descriptor: Int32

  init(loop: EventLoop, descriptor: Int32) {
    self.loop = loop
    self.descriptor = descriptor
  }

  /// The descriptor can be read or written now.
  func becameReady(_ interest: Interest) {}

  /// The turn ends: what is to be sent goes out now.
  ///
  /// Called only after `EventLoop.flushLater`.
  func flush() {}
}
