import TestSupport
import Testing

@testable import ByteInput

@Suite("Random input")
struct FuzzTests {
  /// Other seeds in each run; a failure names its seed, which can be put here.
  static let seeds: [UInt64] = [6455] + (0..<3).map { _ in UInt64.random(in: 0...UInt64.max) }

  @Test("is read again from every notation", arguments: seeds)
  func roundTrip(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      // A first byte above 7f keeps text notations from being ambiguous in their first group.
      let count = Int.random(in: 2...70, using: &random)
      let bytes: [UInt8] =
        [0xFA]
        + (1..<count).map { _ in
          // Half of the time, a character with a meaning in some notation.
          Bool.random(using: &random)
            ? UInt8.random(in: 0...255, using: &random)
            : Array("\"'\\|<> *.0aX".utf8).randomElement(using: &random) ?? 0
        }
      for (format, text) in Rendering.all(of: bytes) {
        let decoded = try #require(
          try? ByteInput.decode(Array(text.utf8)), "seed \(seed), \(format): \(text)")
        #expect(decoded.bytes == bytes, "seed \(seed), \(format): \(text)")
        #expect(decoded.format == format, "seed \(seed): \(text)")
      }
      for (format, text) in Rendering.allThatMayBeOthers(of: bytes) {
        let decoded = try #require(
          try? ByteInput.decode(Array(text.utf8), as: format), "seed \(seed), \(format): \(text)")
        #expect(decoded.bytes == bytes, "seed \(seed), \(format): \(text)")
      }
    }
  }

  @Test("as text is read or refused, and never traps", arguments: seeds)
  func garbage(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("0123456789abcdefxX \n\r\t,:;-\\\"'<>[](){}*|=+/%._Bufer\u{E9}日".utf8)
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      readEveryWay(text)
    }
  }

  @Test("never traps as a fixture with bytes changed, lost or doubled", arguments: seeds)
  func mutations(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for fixture in Fixture.all where fixture.text.count < 2000 {
      var text = fixture.text
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = text.indices.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text[index] = UInt8.random(in: 0...255, using: &random)
        case 1: text.remove(at: index)
        case 2: text.insert(text[index], at: index)
        default: text.removeLast(text.count - index)
        }
        if text.isEmpty { break }
      }
      readEveryWay(text, only: fixture.format)
    }
  }

  /// Reads `text` with its format detected and as named formats, and describes any error.
  private func readEveryWay(_ text: [UInt8], only format: InputFormat? = nil) {
    for format in [nil, format] + (format == nil ? InputFormat.allCases : []) {
      do {
        _ = try ByteInput.decode(text, as: format)
      } catch {
        let lines = error.description.split(separator: "\n")
        #expect(lines.count <= 5)
        #expect(error.line >= 1 && error.column >= 1)
      }
    }
  }
}

/// Writes bytes in every format, as plainly as possible.
enum Rendering {
  /// The notations that are detected without a name.
  static func all(of bytes: [UInt8]) -> [(InputFormat, String)] {
    let pairs = bytes.map { ByteInput.hex($0) }
    let decimal = bytes.map { String($0) }.joined(separator: ",")
    let escapes = "\"" + pairs.map { "\\x" + $0 }.joined() + "\""
    return [
      (.hex, pairs.joined(separator: " ")),
      (.xxd, rows(of: bytes, 16, offset: 8, ": ") { $0.hex + "  " + $0.text }),
      (.xxdBits, rows(of: bytes, 6, offset: 8, ": ") { $0.bits + "  " + $0.text }),
      (.hexdump, rows(of: bytes, 16, offset: 8, "  ") { $0.hex + "  |" + $0.text + "|" }),
      (.wireshark, rows(of: bytes, 16, offset: 4, "   ") { $0.hex + "   " + $0.text }),
      (.tcpdump, rows(of: bytes, 16, offset: 4, ":  ", "\t0x") { $0.hex + "  " + $0.text }),
      (
        .od,
        rows(of: bytes, 16, offset: 7, " ", radix: 8) { $0.hex }
          + padded(bytes.count, 7, radix: 8) + "\n"
      ),
      (
        .words,
        rows(of: bytes, 16, offset: 7, " ") { $0.words } + padded(bytes.count, 7) + "\n"
      ),
      (.cArray, "unsigned char f[] = {" + pairs.map { "0x" + $0 }.joined(separator: ", ") + "};"),
      (.goLiteral, "[]byte{" + pairs.map { "0x" + $0 }.joined(separator: ", ") + "}"),
      (.escapedString, escapes), (.pythonBytes, "b" + escapes),
      (.nodeBuffer, "<Buffer " + pairs.joined(separator: " ") + ">"),
      (.nodeJSON, "{\"type\":\"Buffer\",\"data\":[" + decimal + "]}"),
      (.typedArray, "Uint8Array(\(bytes.count)) [ " + decimal + " ]"),
      (.decimal, "[" + decimal + "]"), (.erlang, "<<" + decimal + ">>"),
      (.websocketpp, "[0] (\(bytes.count)) " + pairs.joined(separator: " ").uppercased()),
      (.websocat, "WRITE \(bytes.count) " + escapes),
      (.base64, base64(of: bytes)),
      (.binaryDigits, bytes.map { padded(Int($0), 8, radix: 2) }.joined(separator: " ")),
    ]
  }

  /// The notations whose text may also be in another notation, so that they must be named.
  static func allThatMayBeOthers(of bytes: [UInt8]) -> [(InputFormat, String)] {
    let end = padded(bytes.count, 7, radix: 8) + "\n"
    func od(_ cell: @escaping (UInt8) -> String) -> String {
      rows(of: bytes, 16, offset: 7, "", radix: 8) { row in
        row.bytes.map { cell($0) }.joined()
      } + end
    }
    func aligned(_ text: String) -> String {
      String(repeating: " ", count: max(0, 4 - text.count)) + text
    }
    let escapes: [UInt8: String] = [
      0: "\\0", 7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r",
    ]
    return [
      (.odOctal, od { " " + padded(Int($0), 3, radix: 8) }),
      (.odDecimal, od { aligned(String($0)) }),
      (.odDecimal, od { " " + aligned(String(Int8(bitPattern: $0))) }),
      (
        .odCharacters,
        od { byte in
          let isPrintable = (0x20..<0x7F).contains(byte)
          let shown = isPrintable ? String(UnicodeScalar(byte)) : padded(Int(byte), 3, radix: 8)
          return aligned(escapes[byte] ?? shown)
        }
      ),
      (
        .xxdWords,
        rows(of: bytes, 16, offset: 8, ": ") { row in
          let words = stride(from: row.bytes.startIndex, to: row.bytes.endIndex, by: 4).map {
            index in
            let word = row.bytes[index..<min(index + 4, row.bytes.endIndex)]
            let digits = word.reversed().map { ByteInput.hex($0) }.joined()
            return String(repeating: " ", count: 8 - digits.count) + digits
          }
          return words.joined(separator: " ") + "  " + row.text
        }
      ),
    ]
  }

  private struct Row {
    let bytes: ArraySlice<UInt8>
    var hex: String { bytes.map { ByteInput.hex($0) }.joined(separator: " ") }
    var bits: String { bytes.map { padded(Int($0), 8, radix: 2) }.joined(separator: " ") }
    var text: String {
      String(decoding: bytes.map { (0x20..<0x7F).contains($0) ? $0 : 0x2E }, as: UTF8.self)
    }
    var words: String {
      stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
        let high = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
        return ByteInput.hex(high) + ByteInput.hex(bytes[index])
      }.joined(separator: " ")
    }
  }

  private static func rows(
    of bytes: [UInt8], _ width: Int, offset digits: Int, _ separator: String,
    _ prefix: String = "", radix: Int = 16, _ render: (Row) -> String
  ) -> String {
    stride(from: 0, to: bytes.count, by: width).map { start in
      let row = Row(bytes: bytes[start..<min(start + width, bytes.count)])
      return prefix + padded(start, digits, radix: radix) + separator + render(row) + "\n"
    }.joined()
  }

  private static func padded(_ value: Int, _ width: Int, radix: Int = 16) -> String {
    let digits = String(value, radix: radix)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func base64(of bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bits = bytes.map { padded(Int($0), 8, radix: 2) }.joined()
    var text = ""
    var rest = Substring(bits)
    while !rest.isEmpty {
      let group = rest.prefix(6)
      let full = group + String(repeating: "0", count: 6 - group.count)
      text.append(alphabet[Int(full, radix: 2) ?? 0])
      rest = rest.dropFirst(6)
    }
    return text + String(repeating: "=", count: (4 - text.count % 4) % 4)
  }
}
