import WebSocketProtocol

// The rules of compressed data. What breaks them is found in Codec/Inflater.swift.

extension Rule {
  /// The rules of RFC 7692 that a handshake or compressed data can break.
  ///
  /// Those that a frame header breaks by itself are with the other rules of headers.
  public static let deflateRules =
    deflateNegotiationRules + [invalidDeflateData, incompleteDeflateData, deflateTail]

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
