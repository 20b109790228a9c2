/// How closely an inspector looks at frames, and what it keeps of their payloads.
public struct Attention: Hashable, Sendable {
  /// Whether payloads are read: texts checked, compressed messages inflated.
  ///
  /// Otherwise only headers and control frames are judged, which takes little time.
  public var readsPayloads = true
  /// How many bytes of a payload are in a frame's record; at least 125 of control frames.
  public var recordByteCount = 1 << 20
  /// Whether the payload of each frame is kept too, unmasked.
  public var keepsFramePayloads = false
  /// How many bytes are kept of each message, and of each payload that is kept.
  public var keptByteCount: UInt64 = 4096
  /// Whether there is an event for each frame.
  ///
  /// Otherwise there are events only for control frames and for frames with findings; the others are
  /// counted in the summary of the connection.
  public var tellsEachFrame = true
  /// Whether there are events for requests that have nothing to do with WebSocket.
  public var tellsPlainHTTP = false

  /// The default: everything is read, and enough is kept to show it.
  public init() {}
}

/// What the directions of many connections share: memory for payloads and for decompressors.
public final class InspectionResources {
  /// Where payloads are kept.
  public let store: PayloadStore
  /// Makes what reads the messages of a connection, for each one that begins; nil where nothing does.
  public var makeMessageReader: (() -> any MessageReader)?
  /// How many decompressors there may be.
  let decompressors: DecompressorPool
  /// A buffer for bytes that are unmasked.
  private var scratch: [UInt8] = []

  /// Resources for any number of connections.
  public init(store: PayloadStore = PayloadStore(), decompressorLimit: Int = 256) {
    self.store = store
    decompressors = DecompressorPool(limit: decompressorLimit)
  }

  /// Lends the empty buffer.
  func takeScratch() -> [UInt8] {
    var buffer: [UInt8] = []
    swap(&buffer, &scratch)
    buffer.removeAll(keepingCapacity: true)
    return buffer
  }

  func giveBack(scratch buffer: consuming [UInt8]) {
    scratch = buffer
  }
}
