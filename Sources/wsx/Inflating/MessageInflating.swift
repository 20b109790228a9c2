import PerMessageDeflate
import WebSocketProtocol

/// Inflates the messages of one direction as their bytes come, however large they are.
///
/// It stops at nothing: after an error it goes on with the next message, whose references to what
/// came before may then be missing. RFC 7692 §7.2.2.
struct MessageInflating {
  /// What the end of a frame shows.
  struct Finding {
    /// The rule that the sender has broken, at bits of this frame.
    var violation: Violation?
    /// Why the message cannot be inflated, where this frame showed that.
    var error: InflateError?
    /// Whether all of the message could be inflated so far.
    var isGood = true
  }

  private enum Place {
    /// Between messages, or in one that is not compressed.
    case outside
    /// In a compressed message.
    case inside
    /// In a compressed message behind what could not be inflated.
    case behindError
  }

  private let direction: DeflateDirection
  private var inflater: Inflater
  private var place = Place.outside
  private var header: FrameHeader?
  /// How many bytes of the frame's payload were read.
  private var payloadByteCount = 0
  private var finding = Finding()

  /// So many compressed bytes are inflated at a time: DEFLATE makes at most 1032 of one.
  private static let sliceByteCount = 1 << 10

  init(_ direction: DeflateDirection) {
    self.direction = direction
    inflater = Inflater(direction)
  }

  /// Whether the frame at hand is a part of a compressed message.
  var isInside: Bool {
    guard let header, !header.opcode.isControl else { return false }
    return place != .outside
  }

  mutating func begin(_ header: FrameHeader?) {
    self.header = header
    payloadByteCount = 0
    finding = Finding()
    switch header?.opcode {
    case .text?, .binary?:
      // A message that never ended leaves its data half read.
      if place == .inside { inflater = Inflater(direction) }
      place = header?.reservedBits.contains(.rsv1) == true ? .inside : .outside
    default: break
    }
  }

  /// Takes the frame's next bytes, unmasked, and hands out what they stand for.
  mutating func receive(_ bytes: [UInt8], _ body: ([UInt8]) -> Void) {
    for start in stride(from: 0, to: bytes.count, by: Self.sliceByteCount) {
      guard place == .inside else { return }
      let end = min(start + Self.sliceByteCount, bytes.count)
      let before = inflater.compressedByteCount
      var inflated: [UInt8] = []
      do throws(InflateError) {
        try inflater.inflate(bytes.span.extracting(start..<end), appendingTo: &inflated)
      } catch {
        note(error, behind: before, upTo: payloadByteCount + end - start)
      }
      payloadByteCount += end - start
      if !inflated.isEmpty { body(inflated) }
    }
  }

  /// Ends the frame; nil where it is no part of a compressed message.
  mutating func end(_ body: ([UInt8]) -> Void) -> Finding? {
    guard isInside, let header else { return nil }
    defer { if header.isFinal { place = .outside } }
    if place == .behindError { finding.isGood = false }
    guard header.isFinal, place == .inside else { return finding }
    var rest: [UInt8] = []
    do throws(InflateError) {
      let ending = try inflater.endMessage(appendingTo: &rest)
      let end = 8 * (header.byteCount + payloadByteCount)
      finding.violation = ending.violation(bits: end - 8..<end)
    } catch {
      note(error, behind: 0, upTo: payloadByteCount)
      finding.isGood = false
    }
    if !rest.isEmpty { body(rest) }
    return finding
  }

  /// Keeps an error that was found in the frame's bytes before `end`, the message's first `before`
  /// bytes having come earlier.
  private mutating func note(_ error: InflateError, behind before: Int, upTo end: Int) {
    finding.error = error
    let offset = payloadByteCount + max(0, (error.offset ?? 0) - before)
    let byte = (header?.byteCount ?? 0) + min(offset, end - 1)
    finding.violation = error.rule.map {
      Violation($0, bits: 8 * byte..<8 * byte + 8, error.description)
    }
    place = .behindError
  }
}
