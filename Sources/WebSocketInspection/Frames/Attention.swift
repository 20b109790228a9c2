/// How closely an inspector looks at frames, and what it keeps of their payloads.
public struct Attention: Hashable, Sendable {
  /// Whether payloads are read: texts checked, compressed messages inflated.
  ///
  /// Without it only headers and control frames are judged, which takes little time under load.
  public var readsPayloads = true
  /// How many bytes of a payload are in a frame's record; of control frames at least 125.
  public var recordByteCount = 1 << 20
  /// Whether each frame's payload is kept whole too, unmasked.
  public var keepsFramePayloads = false
  /// How many bytes are kept of each message, and of each payload that is kept.
  public var keptByteCount: UInt64 = 4096
  /// Whether each frame is told as an event.
  ///
  /// Without it only those are told that more is to be said of than that they passed: control frames,
  /// broken rules, what is not known; the others are counted in the connection's summary.
  public var tellsEachFrame = true
  /// Whether requests that have nothing to do with WebSocket are told too.
  public var tellsPlainHTTP = false

  /// The usual attention: everything is read, and enough is kept to show it.
  public init() {}
}

/// What the directions of many connections share: room for payloads and for decompressors.
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

  /// Lends the buffer, emptied.
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
