/// The bytes of a connection in both directions: a socket, or something on a socket, such as TLS.
///
/// Its user never sees a descriptor. The user
/// - calls `open(for:)` and is told when bytes can pass: at once on a socket, after a handshake of
///   its own on TLS;
/// - says with `wait(for:)` what it wants to do, and is called when that is possible;
/// - reads with `receive`, writes with `send`; neither of them waits;
/// - ends its own direction with `endSending`, and gives both up with `close` or `reset`.
///
/// What a stream does below that is its own business: it may send bytes that are not the user's,
/// hold bytes that it has received (and then calls the user although the socket has nothing new),
/// and keep bytes that it took from the user until the socket takes them (`pendingByteCount`).
protocol ByteStream: AnyObject {
  /// How many bytes the stream has taken from the user and not yet given to the network.
  var pendingByteCount: Int { get }

  /// Opens the stream; the outcome is told to the user, perhaps within this call.
  ///
  /// The stream keeps its user, and lets go of it in `close` and `reset`. An open stream waits for
  /// `.readable` first.
  func open(for user: any ByteStreamUser)

  /// Sets what the user wants to do next; an empty set for nothing.
  func wait(for interest: Interest)

  /// Reads into an array from `start` on.
  func receive(into bytes: inout [UInt8], from start: Int) -> ByteStreamResult

  /// Writes the bytes of an array from `start` up to `end`, or the first of them.
  func send(_ bytes: borrowing [UInt8], from start: Int, to end: Int) -> ByteStreamResult

  /// Tells the peer, after all that was sent, that nothing more comes; reading goes on.
  func endSending()

  /// Gives the stream up; bytes that are still pending may be lost.
  func close()

  /// Gives the stream up in a way that tells the peer that something is missing.
  func reset()
}

/// The user of a byte stream: what runs on top of it.
protocol ByteStreamUser: AnyObject {
  /// Bytes can pass from now on.
  func streamOpened()

  /// The stream could not be opened; the user still has to `close` it.
  func streamDidNotOpen(_ error: StreamError)

  /// Something that the user waits for may be possible now.
  func streamBecameReady(_ interest: Interest)
}

/// The result of reading from a stream or writing to it.
enum ByteStreamResult {
  /// This many bytes were moved, at least 1.
  case bytes(Int)
  /// Nothing can be moved now.
  case notNow
  /// The peer sends no more.
  case end
  /// The stream is broken.
  case broken(StreamError)
}

/// Why a stream broke.
public enum StreamError: Error, Hashable, Sendable {
  /// A system call failed.
  case system(SystemError)
  /// What runs on the socket found an error: its id for programs, and what is wrong and what to do,
  /// in sentences.
  case other(id: String, sentences: String)
}

extension StreamError {
  /// Whether the peer broke the stream off with a reset.
  package var isReset: Bool {
    if case .system(let error) = self { error.isReset } else { false }
  }
}

extension StreamError: CustomStringConvertible {
  /// What is wrong.
  public var description: String {
    switch self {
    case .system(let error): "\(error)"
    case .other(_, let sentences): sentences
    }
  }
}
