import WebSocketProtocol

/// The rules of RFC 7692 for the frames of a connection; its rules for the data in them are checked
/// where that is inflated.
public enum DeflateRules {
  /// Judges the header of a frame on a connection with permessage-deflate, whole or partial.
  ///
  /// Nothing is allocated for a header that keeps the rules.
  public static func judge(_ header: PartialFrameHeader) -> [Finding] {
    guard header.reservedBits?.contains(.rsv1) == true, let opcode = header.opcode else {
      return []
    }
    if opcode.isControl {
      return [.broken(.compressedControl, bits: rsv1, ["opcode": .name(opcode.name)])]
    }
    if opcode == .continuation {
      return [.broken(.compressedContinuation, bits: rsv1)]
    }
    return []
  }

  /// The bit that says that a message is compressed (RFC 7692 §6).
  private static let rsv1 = 1..<2
}

extension Rule {
  /// The rules of RFC 7692: of the handshake, of frames, and of compressed data.
  public static let deflateRules =
    deflateNegotiationRules + [
      compressedControl, compressedContinuation, invalidDeflateData, incompleteDeflateData,
      deflateTail,
    ]

  /// RFC 7692 §6.1: an endpoint MUST NOT set RSV1 on control frames.
  package static let compressedControl = Rule(
    "deflate.control-compressed", section: "RFC 7692 §6.1")

  /// RFC 7692 §6.1: an endpoint MUST NOT set RSV1 on other fragments than a message's first.
  package static let compressedContinuation = Rule(
    "deflate.rsv1-on-continuation", section: "RFC 7692 §6.1")

  // What breaks the rules of compressed data is found in Codec/Inflater.swift.

  // RFC 7692 names no code. 1007 says that the data inside a message is not what the message claims
  // to be (RFC 6455 §7.4.1), which is the case here; the frames themselves are in order, so 1002
  // would point at the wrong layer.

  /// RFC 7692 §7.2.2: the payloads of a compressed message, together, are DEFLATE data.
  package static let invalidDeflateData = Rule(
    "deflate.invalid-data", section: "RFC 7692 §7.2.2", .failConnection(.invalidPayloadData))

  /// RFC 7692 §7.2.2: with 00 00 ff ff after it, compressed data ends where a DEFLATE block ends.
  package static let incompleteDeflateData = Rule(
    "deflate.incomplete-data", section: "RFC 7692 §7.2.2", .failConnection(.invalidPayloadData))

  /// RFC 7692 §7.2.1: compressed data ends with an empty block without compression, whose last four
  /// bytes, 00 00 ff ff, are removed.
  ///
  /// A receiver can read the message without that, so it does not fail the connection.
  package static let deflateTail = Rule("deflate.tail", section: "RFC 7692 §7.2.1", .none)
}

extension DeflateEnding {
  /// What is wrong with it; nil where it is as RFC 7692 §7.2.1 says.
  package func violation(bits: Range<Int>) -> Finding? {
    switch self {
    case .emptyBlock: nil
    case .lastBlock: .broken(.deflateTail, bits: bits, variant: "last-block")
    case .wholeBlock: .broken(.deflateTail, bits: bits)
    }
  }
}
