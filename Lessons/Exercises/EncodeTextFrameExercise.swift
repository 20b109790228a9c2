import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 2: writes a frame.
  package static let encodeTextFrame = Exercise(
    function: "encodeTextFrame",
    signature: "func encodeTextFrame(_ text: String) throws -> [UInt8]",
    labels: [nil],
    calls: [
      [.text("Hello")],
      [.text("")],
      [.text("é")],
      [.text("你好, 🌍")],
      [.text(String(repeating: "x", count: 124))],
      [.text(String(repeating: "x", count: 125))],
      [.text(String(repeating: "x", count: 126))],
    ],
    misconceptions: encodeMisconceptions
  ) { arguments in
    encode(arguments) { payload in
      // Longer ones are lesson 4's.
      payload.count > 125 ? nil : header(payload.count).bytes + payload
    }
  }
  .with {
    // Who can write longer frames already may do so.
    $0.accepts = { arguments, outcome in
      outcome == encode(arguments) { header($0.count).bytes + $0 }
    }
    $0.wanted = { arguments in
      guard case .text(let text) = arguments.first, text.utf8.count > 125 else { return nil }
      return "an error: \(text.utf8.count) bytes do not fit in seven bits' worth, 0–125"
    }
    $0.field = { _, bit in
      switch bit {
      case 0: "FIN"
      case 1...3: "RSV\(bit)"
      case 4...7: "the opcode"
      case 8: "MASK"
      case 9...15: "the payload length"
      default: "the payload"
      }
    }
  }

  private static let encodeMisconceptions: [Misconception] =
    [
      upTo125(
        "text.bytes-as-characters",
        """
        You counted characters. The length counts bytes, and UTF-8 takes up to four of them for one \
        character: what you sent ends too early.
        """
      ) { text in [0x81, UInt8(text.count)] + Array(text.utf8) },
      upTo125(
        "text.bytes-as-characters",
        "You counted UTF-16 units, as JavaScript and Java do. The length counts bytes of UTF-8."
      ) { text in [0x81, UInt8(text.utf16.count)] + Array(text.utf8) },
      upTo125("bits.order", countedFromTheRight) { text in
        [0b0001_0001, UInt8(text.utf8.count)] + Array(text.utf8)
      },
      upTo125("bits.order", countedFromTheRight) { text in
        [0b0001_0001, UInt8(text.utf8.count) << 1] + Array(text.utf8)
      },
      upTo125("bits.order", countedFromTheRight) { text in
        [0b1000_1000, UInt8(text.utf8.count)] + Array(text.utf8)
      },
      serverMasks,
      Misconception(
        "length.boundaries",
        """
        You wrote 126 into the seven bits as a length. 0–125 are lengths; 126 says that the length \
        follows in two more bytes.
        """
      ) { arguments in
        encode(arguments) { [0x81, UInt8(truncatingIfNeeded: $0.count)] + $0 }
      },
      Misconception(
        "length.boundaries",
        "You stopped short of 125. Seven bits hold the lengths 0–125: that last one is allowed."
      ) { arguments in
        encode(arguments) { $0.count >= 125 ? nil : header($0.count).bytes + $0 }
      },
    ] + slips

  /// What happens to anybody once: no name, but a sentence.
  private static let slips = [
    upTo125(
      nil,
      """
      Your FIN is 0: more of this message is to follow. It is whole, so FIN is 1, the 128 of the first \
      byte.
      """
    ) { text in [0x01, UInt8(text.utf8.count)] + Array(text.utf8) },
    upTo125(nil, "You wrote opcode 2, which is binary. Text is opcode 1.") { text in
      [0x82, UInt8(text.utf8.count)] + Array(text.utf8)
    },
    upTo125(nil, "You wrote opcode 0, which goes on with a message. Text begins with opcode 1.") {
      text in [0x80, UInt8(text.utf8.count)] + Array(text.utf8)
    },
    upTo125(
      nil,
      """
      You set the MASK bit, but no key follows and nothing is masked: the receiver takes your first four \
      bytes for the key. A server's frame is not masked.
      """
    ) { text in [0x81, 0b1000_0000 | UInt8(text.utf8.count)] + Array(text.utf8) },
    upTo125(
      nil,
      """
      You moved the length one bit to the left. MASK is the 128 of that byte and stands first; the length \
      is the seven bits behind it, where they are.
      """
    ) { text in [0x81, UInt8(text.utf8.count) << 1] + Array(text.utf8) },
    upTo125(nil, "You counted the two header bytes in. The length is that of the payload alone.") {
      text in [0x81, UInt8(text.utf8.count + 2)] + Array(text.utf8)
    },
    upTo125(nil, "There is no length. It is the byte behind FIN and opcode.") { text in
      [0x81] + Array(text.utf8)
    },
    upTo125(nil, "What came back is the text alone, without the two bytes in front of it.") {
      text in
      Array(text.utf8)
    },
    Misconception(
      nil,
      """
      You cut what is too long. The receiver gets another text than was sent, and nobody hears of it: \
      throw.
      """
    ) { (trial: Trial) in
      guard case .text(let text) = trial.arguments.first, text.utf8.count > 125 else {
        return false
      }
      return trial.outcome == .bytes(header(125).bytes + Array(text.utf8.prefix(125)))
    },
  ]

  private static let countedFromTheRight = """
    You counted bits from the right. In the RFC bit 0 is the leftmost, the most significant: FIN is \
    the 128 of the first byte, not its 1.
    """

  private static let serverMasks = Misconception(
    "mask.server-masks",
    """
    You masked the payload. This frame comes from a server, and a server never masks (§5.1): the \
    client must close the connection when it sees the MASK bit.
    """
  ) { trials in
    trials.allSatisfy { trial in
      // The key is the learner's to choose, so the frame is taken apart instead of compared.
      guard case .text(let text) = trial.arguments.first else { return false }
      let payload = Array(text.utf8)
      guard payload.count <= 125 else { return true }
      guard case .returned(let values) = trial.outcome, case .bytes(let frame) = values.first,
        frame.count == 6 + payload.count, frame[0] == 0x81,
        frame[1] == 0b1000_0000 | UInt8(payload.count)
      else { return false }
      var unmasked = Array(frame[6...])
      MaskingKey(frame[2], frame[3], frame[4], frame[5]).apply(to: &unmasked)
      return unmasked == payload
    }
  }

  /// A misconception that shows in short frames already; what it does to longer ones is open.
  private static func upTo125(
    _ id: String?, _ sentence: String, mistaken: @escaping @Sendable (String) -> [UInt8]
  ) -> Misconception {
    Misconception(id, sentence) { trials in
      trials.allSatisfy { trial in
        guard case .text(let text) = trial.arguments.first else { return false }
        return text.utf8.count > 125 || trial.outcome == .bytes(mistaken(text))
      }
    }
  }

  private static func header(_ byteCount: Int) -> FrameHeader {
    FrameHeader(opcode: .text, payloadLength: UInt64(byteCount))
  }
}

private func encode(_ arguments: [WorkValue], _ encode: ([UInt8]) -> [UInt8]?) -> Outcome {
  guard case .text(let text) = arguments.first, let frame = encode(Array(text.utf8)) else {
    return .threw
  }
  return .bytes(frame)
}
