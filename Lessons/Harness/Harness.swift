// The harness around a workbook: `swift run lesson3 check` compiles this file together with the
// learner's. It reads one call a line from file descriptor 3 and writes the answer there, so that what
// the learner's code prints does not mix with it.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The error that a function throws while it is not written.
struct NotYetWritten: Error {}

enum LessonHarness {
  enum Value {
    case bytes([UInt8])
    case text(String)
    case number(UInt64)
    case flag(Bool)
    case list([Value])
    case nothing
  }

  struct UnknownCall: Error {}

  /// Answers calls until there are no more.
  static func serve(_ answer: (String, [Value]) throws -> [Value]) {
    limitResources()
    while let line = readLine() {
      let words = line.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
      var reply: String
      do {
        let values = try answer(String(words[0]), words.dropFirst().compactMap(Value.init(word:)))
        reply = (["="] + values.map(\.word)).joined(separator: " ")
      } catch is NotYetWritten {
        reply = "?"
      } catch {
        reply = "! " + Value.text("\(error)").word
      }
      fflush(nil)
      writeLine(reply)
    }
  }

  /// Keeps a loop that never ends from filling the disk or the memory.
  private static func limitResources() {
    var fileSize = rlimit(rlim_cur: 1 << 22, rlim_max: 1 << 22)
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &fileSize)
      var memory = rlimit(rlim_cur: 1 << 32, rlim_max: 1 << 32)
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
    #else
      setrlimit(RLIMIT_FSIZE, &fileSize)
    #endif
  }

  private static let channel: Int32 = 3

  /// The next call: the next one comes only after its answer, so a read never goes beyond its line.
  private static func readLine() -> String? {
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while line.last != UInt8(ascii: "\n") {
      let count = read(channel, &buffer, buffer.count)
      guard count > 0 else { return nil }
      line += buffer[..<count]
    }
    return String(decoding: line.dropLast(), as: UTF8.self)
  }

  private static func writeLine(_ line: String) {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(channel, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

extension LessonHarness.Value {
  init?(word: Substring) {
    let rest = word.dropFirst(2)
    switch word.prefix(2) {
    case "b:": self = .bytes(Self.bytes(hex: rest))
    case "s:": self = .text(String(decoding: Self.bytes(hex: rest), as: UTF8.self))
    case "n:": self = .number(UInt64(rest) ?? 0)
    case "f:": self = .flag(rest == "1")
    case "l:": self = .list(rest.split(separator: ",").compactMap(Self.init(word:)))
    default: self = .nothing
    }
  }

  var word: String {
    switch self {
    case .bytes(let bytes): "b:" + Self.hex(bytes)
    case .text(let text): "s:" + Self.hex(Array(text.utf8))
    case .number(let number): "n:\(number)"
    case .flag(let flag): flag ? "f:1" : "f:0"
    case .list(let values): "l:" + values.map(\.word).joined(separator: ",")
    case .nothing: "-"
    }
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func bytes(hex text: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in text.utf8 {
      let value = digit < 0x3a ? digit & 15 : digit &- 0x57  // 0 to 9, or a to f
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }
}
