/// Bytes read as UTF-8: scalars, and the bytes that are not UTF-8.
///
/// It shows text next to its bytes: unlike `String(decoding:as:)`, it does not lose any byte.
public struct UTF8Pieces<Bytes: Sequence>: Sequence, IteratorProtocol
where Bytes.Element == UInt8 {
  /// A scalar with the number of its bytes, or a byte that is not part of a scalar.
  public enum Piece: Hashable, Sendable {
    /// A scalar, encoded in 1–4 bytes.
    case scalar(Unicode.Scalar, byteCount: Int)
    /// A byte that is not part of a scalar.
    case invalid(UInt8)
  }

  private var input: Bytes.Iterator
  /// At most four bytes that were read and not yet returned.
  private var waiting: [UInt8] = []

  /// The pieces of some bytes, in order.
  public init(_ bytes: Bytes) {
    input = bytes.makeIterator()
  }

  /// The next piece; nil at the end.
  public mutating func next() -> Piece? {
    fill(to: 1)
    guard let first = waiting.first else { return nil }
    let count = Self.sequenceLength(first)
    fill(to: count)
    if waiting.count >= count, let scalar = Self.decode(waiting.prefix(count)) {
      waiting.removeFirst(count)
      return .scalar(scalar, byteCount: count)
    }
    waiting.removeFirst()
    return .invalid(first)
  }

  private mutating func fill(to count: Int) {
    while waiting.count < count, let byte = input.next() { waiting.append(byte) }
  }

  private static func sequenceLength(_ first: UInt8) -> Int {
    switch first {
    case 0xc2...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf4: 4
    default: 1
    }
  }

  /// Uses Swift's validation, which refuses overlong forms and surrogates.
  private static func decode(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
  }
}
