import PerMessageDeflate
import WebSocketProtocol

/// Inflates the messages of one direction as their bytes come, however large they are.
///
/// It stops at nothing: after an error it goes on with the next message, whose references to what
/// came before may then be missing. RFC 7692 §7.2.2.
struct MessageInflating {
  /// What the end of a frame shows.
  struct Outcome {
    /// The rule that the sender has broken, at bits of this frame.
    var violation: Finding?
    /// Why the message cannot be inflated, where this frame showed that.
    var error: InflateError?
    /// Whether all of the message could be inflated so far.
    var isGood = true
  }

  private enum State {
    /// Between messages, or in one that is not compressed.
    case outside
    /// In a compressed message.
    case inside
    /// In a compressed message behind what could not be inflated.
    case behindError
  }

  private let direction: DeflateDirection
  private let store: ByteStore
  private let room: InflatingRoom
  /// Whether messages may have come before the first one here, to which this and later ones refer.
  private let missesContext: Bool

  private var state = State.outside
  private var header: FrameHeader?
  /// How many bytes of the frame's payload have come, and how many were inflated since it began.
  private var payloadByteCount = 0
  private var inflatedByteCount = 0
  private var finding = Outcome()

  // The decompressor, or what it leaves behind where there is no room for it.
  private var inflater: Inflater
  private var place: InflatingRoom.Place?
  /// The context that was put aside between two messages.
  private var context: KeptBytes?
  /// The compressed bytes of a message that is inflated when it is whole.
  private var delayed: KeptBytes?

  /// So many compressed bytes are inflated at a time: DEFLATE makes at most 1032 of one.
  private static let sliceByteCount = 1 << 10

  init(
    _ direction: DeflateDirection, missesContext: Bool, in room: InflatingRoom, store: ByteStore
  ) {
    self.missesContext = missesContext
    self.direction = direction
    self.room = room
    self.store = store
    inflater = Inflater(direction)
  }

  /// Whether the frame at hand is a part of a compressed message.
  var isInside: Bool {
    guard let header, !header.opcode.isControl else { return false }
    return state != .outside
  }

  mutating func begin(_ header: FrameHeader?) {
    self.header = header
    payloadByteCount = 0
    inflatedByteCount = 0
    finding = Outcome()
    guard header?.opcode == .text || header?.opcode == .binary else { return }
    // A message that never ended leaves its data half read.
    if state == .inside {
      inflater = Inflater(direction)
      delayed = nil
    }
    state = header?.reservedBits.contains(.rsv1) == true ? .inside : .outside
    guard state == .inside, place == nil else { return }
    if room.isFull { delayed = KeptBytes(in: store, upTo: .max) } else { wake() }
  }

  /// Takes the frame's next bytes, unmasked, and hands out what they stand for.
  mutating func receive(_ bytes: [UInt8], _ body: ([UInt8]) -> Void) {
    payloadByteCount += bytes.count
    if let delayed, state == .inside {
      delayed.append(bytes)
    } else {
      inflate(bytes, body)
    }
  }

  /// Ends the frame; nil where it is no part of a compressed message.
  mutating func end(_ body: ([UInt8]) -> Void) -> Outcome? {
    guard isInside, let header else { return nil }
    if state == .behindError { finding.isGood = false }
    guard header.isFinal else { return finding }
    if state == .inside {
      inflateDelayed(body)
      endMessage(of: header, body)
    }
    state = .outside
    if room.isCrowded || !direction.keepsContext { putAside() }
    return finding
  }
}

// MARK: - Steps

extension MessageInflating {
  private mutating func inflate(_ bytes: [UInt8], _ body: ([UInt8]) -> Void) {
    for start in stride(from: 0, to: bytes.count, by: Self.sliceByteCount) {
      guard state == .inside else { return }
      let end = min(start + Self.sliceByteCount, bytes.count)
      let before = inflater.compressedByteCount
      var inflated: [UInt8] = []
      do throws(InflateError) {
        try inflater.inflate(bytes.span.extracting(start..<end), appendingTo: &inflated)
      } catch {
        note(error, behind: before)
      }
      inflatedByteCount += end - start
      if !inflated.isEmpty { body(inflated) }
    }
  }

  /// Inflates what waited for the end of its message; what is wrong in it is told of the last frame.
  private mutating func inflateDelayed(_ body: ([UInt8]) -> Void) {
    guard let delayed else { return }
    self.delayed = nil
    wake()
    delayed.forEachPiece { piece in
      inflate(piece, body)
      return state == .inside
    }
  }

  private mutating func endMessage(of header: FrameHeader, _ body: ([UInt8]) -> Void) {
    guard state == .inside else {
      finding.isGood = false
      return
    }
    var rest: [UInt8] = []
    do throws(InflateError) {
      let ending = try inflater.endMessage(appendingTo: &rest)
      let end = 8 * (header.byteCount + payloadByteCount)
      finding.violation = ending.violation(bits: end - 8..<end)
    } catch {
      note(error, behind: 0)
      finding.isGood = false
    }
    if !rest.isEmpty { body(rest) }
  }

  /// Keeps an error that was found behind the first `before` bytes of the message's data.
  private mutating func note(_ error: InflateError, behind before: Int) {
    finding.error = error
    state = .behindError
    // Nobody is to blame for what was not seen.
    if missesContext, error.reachesBack { return }
    let offset = inflatedByteCount + max(0, (error.offset ?? 0) - before)
    let byte = (header?.byteCount ?? 0) + min(offset, payloadByteCount - 1)
    finding.violation = error.rule.map {
      Finding($0, .broken, .frame(bits: 8 * byte..<8 * byte + 8), error.statement)
    }
  }

  // MARK: - Room

  private mutating func wake() {
    place = room.enter()
    guard let context else { return }
    inflater = Inflater(direction, resumingWith: context.prefix(.max))
    self.context = nil
  }

  private mutating func putAside() {
    let bytes = inflater.suspend()
    context = bytes.isEmpty ? nil : KeptBytes(bytes, in: store, upTo: .max)
    place = nil
  }
}
