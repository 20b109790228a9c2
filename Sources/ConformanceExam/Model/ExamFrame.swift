import WebSocketProtocol

/// A frame that the examiner sends, right or wrong in any of its fields.
package struct ExamFrame: Sendable {
  package var opcode: Opcode
  package var payload: [UInt8]
  package var isFinal = true
  package var reservedBits: ReservedBits = []
  /// The form of the length; nil for the shortest.
  package var lengthEncoding: LengthEncoding?
  /// The length that the header says; nil for that of the payload.
  package var declaredLength: UInt64?
  package var mask = Mask.asItMustBe

  /// How the payload is masked.
  package enum Mask: Hashable, Sendable {
    /// By a client with any key, and by a server not at all.
    case asItMustBe
    /// By a server, and not by a client: §5.1 forbids both.
    case wrongWay
    /// By a client, with this key.
    case key(MaskingKey)
  }

  package init(_ opcode: Opcode, _ payload: [UInt8] = [], isFinal: Bool = true) {
    self.opcode = opcode
    self.payload = payload
    self.isFinal = isFinal
  }

  /// The frame's bytes as an end sends them; `key` masks where the frame names no key of its own.
  package func bytes(from role: Role, key: MaskingKey) -> [UInt8] {
    let maskingKey: MaskingKey? =
      switch mask {
      case .asItMustBe: role == .client ? key : nil
      case .wrongWay: role == .client ? nil : key
      case .key(let own): role == .client ? own : nil
      }
    let header = FrameHeader(
      isFinal: isFinal, reservedBits: reservedBits, opcode: opcode, maskingKey: maskingKey,
      payloadLength: declaredLength ?? UInt64(payload.count), lengthEncoding: lengthEncoding)
    var masked = payload
    maskingKey?.apply(to: &masked)
    return header.bytes + masked
  }
}

extension ExamFrame {
  package static func text(_ text: String, isFinal: Bool = true) -> ExamFrame {
    ExamFrame(.text, Array(text.utf8), isFinal: isFinal)
  }

  package static func text(bytes: [UInt8], isFinal: Bool = true) -> ExamFrame {
    ExamFrame(.text, bytes, isFinal: isFinal)
  }

  package static func binary(_ bytes: [UInt8], isFinal: Bool = true) -> ExamFrame {
    ExamFrame(.binary, bytes, isFinal: isFinal)
  }

  package static func continuation(_ bytes: [UInt8], isFinal: Bool = true) -> ExamFrame {
    ExamFrame(.continuation, bytes, isFinal: isFinal)
  }

  package static func continuation(_ text: String, isFinal: Bool = true) -> ExamFrame {
    ExamFrame(.continuation, Array(text.utf8), isFinal: isFinal)
  }

  package static func ping(_ payload: [UInt8]) -> ExamFrame { ExamFrame(.ping, payload) }
  package static func ping(_ text: String) -> ExamFrame { ExamFrame(.ping, Array(text.utf8)) }
  package static func pong(_ text: String) -> ExamFrame { ExamFrame(.pong, Array(text.utf8)) }

  /// A close frame with a code, and perhaps a reason.
  package static func close(_ code: UInt16, _ reason: String = "") -> ExamFrame {
    ExamFrame(.close, ClosePayload(code: CloseCode(rawValue: code), reason: reason).bytes)
  }

  /// The same frame with one field changed.
  package func with(_ change: (inout ExamFrame) -> Void) -> ExamFrame {
    var frame = self
    change(&frame)
    return frame
  }

  /// The same frame with reserved bits.
  package func rsv(_ bits: ReservedBits) -> ExamFrame { with { $0.reservedBits = bits } }

  /// A message cut into frames of `size` bytes.
  package static func fragments(_ opcode: Opcode, _ payload: [UInt8], of size: Int) -> [ExamFrame] {
    guard payload.count > size else { return [ExamFrame(opcode, payload)] }
    return stride(from: 0, to: payload.count, by: size).map { start in
      let end = min(start + size, payload.count)
      return ExamFrame(
        start == 0 ? opcode : .continuation, Array(payload[start..<end]),
        isFinal: end == payload.count)
    }
  }
}
