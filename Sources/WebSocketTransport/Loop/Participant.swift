/// Whoever has a descriptor in the loop.
protocol Participant: AnyObject {
  var descriptor: Int32 { get }

  /// The descriptor can be read or written now.
  func becameReady(_ interest: Interest)

  /// The turn ends: what is to be sent goes out now.
  ///
  /// Called only after `EventLoop.flushLater`.
  func flush()
}

extension Participant {
  func flush() {}
}
