import TestSupport
import Testing
import WebSocketProtocol

/// The validator beside the standard library's, over every short sequence and over random texts.
@Suite("UTF-8 validation, compared")
struct UTF8ValidatorOracleTests {
  /// What `String(validating:)` and RFC 3629's bit patterns say of some bytes.
  ///
  /// The place is the end of the longest prefix that is valid. The cause comes from the number that
  /// the bits spell, where our own validator looks at ranges of bytes.
  static func expectation(for bytes: [UInt8]) -> UTF8Violation? {
    guard !isValid(bytes[...]) else { return nil }
    var end = bytes.count - 1
    while !isValid(bytes[..<end]) { end -= 1 }
    return UTF8Violation(offset: end, reason: reason(for: bytes[end...]))
  }

  static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  private static func reason(for bytes: ArraySlice<UInt8>) -> UTF8Violation.Reason {
    let lead = bytes[bytes.startIndex]
    let size = (~lead).leadingZeroBitCount  // as many ones as the sequence has bytes
    if size == 1 { return .strayContinuation }
    if size > 4 { return .aboveMaximum }
    let tail = bytes.dropFirst().prefix(size - 1).prefix { $0 >> 6 == 0b10 }
    // Bytes that are not there may be anything: the lowest and the highest number still possible.
    var lowest = UInt32(lead) & (0x7F >> UInt32(size))
    var highest = lowest
    for byte in tail {
      lowest = lowest << 6 | UInt32(byte) & 0x3F
      highest = highest << 6 | UInt32(byte) & 0x3F
    }
    for _ in tail.count..<size - 1 {
      lowest <<= 6
      highest = highest << 6 | 0x3F
    }
    if highest < [2: 0x80, 3: 0x800, 4: 0x10000][size, default: 0] { return .overlong }
    if lowest > 0x10FFFF { return .aboveMaximum }
    if (0xD800...0xDFFF).contains(lowest) && highest <= 0xDFFF { return .surrogate }
    return .truncated
  }

  /// Compares the whole, and the same bytes cut at every place.
  private func compare(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) -> Bool
  {
    let expected = Self.expectation(for: bytes)
    guard UTF8Validator.violation(in: bytes) == expected else { return false }
    return (0...bytes.count).allSatisfy { cut in
      var validator = UTF8Validator()
      _ = validator.validate(bytes[..<cut])
      return (validator.validate(bytes[cut...]) ?? validator.finish()) == expected
    }
  }

  @Test("every sequence of one or two bytes")
  func oneAndTwoBytes() {
    for first in UInt8.min...UInt8.max {
      #expect(compare([first]))
      for second in UInt8.min...UInt8.max where !compare([first, second]) {
        Issue.record("\([first, second])")
      }
    }
  }

  /// The bytes on both sides of every border in RFC 3629's table.
  static let borders: [UInt8] = [
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF7, 0xF8, 0xFF,
  ]

  @Test("every border of three bytes", arguments: borders)
  func threeBytes(lead: UInt8) {
    for second in Self.borders {
      for third in Self.borders where !compare([lead, second, third]) {
        Issue.record("\([lead, second, third])")
      }
    }
  }

  @Test("every border of four bytes", arguments: borders.suffix(14))
  func fourBytes(lead: UInt8) {
    for second in Self.borders {
      for third in Self.borders {
        for fourth: UInt8 in [0x7F, 0x80, 0xBF, 0xC2] {
          let bytes = [lead, second, third, fourth]
          if !compare(bytes) { Issue.record("\(bytes)") }
        }
      }
    }
  }

  @Test("a broken sequence anywhere in a long text", arguments: UTF8ValidatorTests.broken)
  func brokenInLongText(row: UTF8ValidatorTests.Broken) {
    for filler in ["a", "é", "中", "😀"] {
      // A character starts at every place of the sixteen bytes that are looked at together.
      for padding in 0..<20 {
        for count in [0, 1, 5, 20, 90] {
          let head = [UInt8](repeating: 0x20, count: padding) + Array(filler.utf8.repeated(count))
          let expected = UTF8Violation(offset: head.count + row.offset, reason: row.reason)
          let tails: [[UInt8]] =
            row.seen == nil
            ? [[]] : [[], Array("a".utf8.repeated(40)), Array(filler.utf8.repeated(40))]
          for tail in tails where UTF8Validator.violation(in: head + row.bytes + tail) != expected {
            Issue.record("\(padding) spaces, \(count) × \(filler), \(tail.count) bytes behind")
          }
        }
      }
    }
  }

  @Test("random texts with a random fault, in random pieces")
  func random() {
    var generator = SeededGenerator()
    let seed = generator.seed
    for round in 0..<2000 {
      var bytes = generator.text(byteCount: Int.random(in: 0...300, using: &generator))
      if !bytes.isEmpty && Bool.random(using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      let expected = Self.expectation(for: bytes)
      var validator = UTF8Validator()
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 0...100, using: &generator))
        _ = validator.validate(piece)
        rest = rest.dropFirst(piece.count)
      }
      #expect(validator.finish() == expected, "seed \(seed), round \(round)")
      #expect(UTF8Validator.violation(in: bytes) == expected, "seed \(seed), round \(round)")
    }
  }
}

extension String.UTF8View {
  fileprivate func repeated(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { _ in Array(self) }
  }
}

extension SeededGenerator {
  /// Runs of characters of one width each, at least so many bytes.
  fileprivate mutating func text(byteCount: Int) -> [UInt8] {
    let alphabets: [ClosedRange<UInt32>] = [
      0x00...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
    ]
    var text = String.UnicodeScalarView()
    while text.reduce(0, { $0 + UTF8.width($1) }) < byteCount {
      let alphabet = alphabets[Int.random(in: alphabets.indices, using: &self)]
      for _ in 0..<Int.random(in: 1...40, using: &self) {
        if let scalar = Unicode.Scalar(UInt32.random(in: alphabet, using: &self)) {
          text.append(scalar)
        }
      }
    }
    return Array(String(text).utf8)
  }
}
