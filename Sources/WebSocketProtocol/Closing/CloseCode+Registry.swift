// IANA's "WebSocket Close Code Number Registry" (RFC 6455 §11.7), and the ranges of §7.4.2.

extension CloseCode {
  /// The codes that have a meaning of their own, in order: 1000–1015, and those that IANA has
  /// registered in 3000–3999.
  public static let registered: [CloseCode] =
    ((1000...1015) + [3000, 3003, 3008]).map { CloseCode(rawValue: $0) }

  /// The ranges of codes without a meaning of their own, but for those that are registered.
  public static let ranges: [ClosedRange<UInt16>] = [
    0...999, 1016...2999, 3000...3999, 4000...4999, 5000...65_535,
  ]

  /// Whether the code may be in a close frame: 1000–1003, 1007–1014 and 3000–4999.
  ///
  /// The others are not assigned, or exist to tell an application what happened where no close frame
  /// said it. RFC 6455 §7.4.
  public var mayBeSent: Bool {
    switch rawValue {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }

  /// The code's name, in no language yet: of the code, or of the range that it is in.
  public var statement: Statement {
    if Self.registered.contains(self) { return Statement("close-code/\(rawValue)") }
    let range = Self.ranges.first { $0.contains(rawValue) } ?? 5000...65_535
    return Statement("close-code/\(range.lowerBound)-\(range.upperBound)")
  }
}
