/// An object that has a descriptor in the loop.
protocol Participant: AnyObject {
  var descriptor: Int32 { get }

  /// The descriptor can be read or written now.
  func becameReady(_ interest: Interest)
}

/// An object that sends at the end of a turn of the loop.
protocol Flushable: AnyObject {
  /// The turn ends: what is to be sent goes out now.
  ///
  /// Called once for each `EventLoop.flushLater`.
  func flush()
}
