import WebSocketProtocol

/// The head of an HTTP request or response.
struct Head {
  /// The parts of the first line.
  var firstLine: [String]
  var fields: [(name: String, value: String)] = []
  /// Whether every line is a field.
  var isWellFormed = true
  var byteCount: Int
  private let isNamed: @Sendable (String, String) -> Bool

  /// The head at the start of the bytes; nil while it is not whole.
  init?(_ bytes: [UInt8], habits: Habits) {
    let blankLine = Array("\r\n\r\n".utf8)
    guard
      let end = bytes.indices.first(where: {
        bytes[$0] == blankLine[0] && bytes[$0...].starts(with: blankLine)
      })
    else { return nil }
    byteCount = end + blankLine.count
    isNamed = habits.isNamed
    let lines = Self.lines(of: bytes[..<end])
    firstLine = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
      .map(String.init)
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      // A name has no blanks: not before the colon, and not where a line continues the one before.
      if parts.count != 2 || name.isEmpty || name.contains(where: { $0 == " " || $0 == "\t" }) {
        isWellFormed = false
      }
      fields.append((name, habits.trim(parts.count == 2 ? String(parts[1]) : "")))
    }
  }

  private static func lines(of bytes: ArraySlice<UInt8>) -> [String] {
    var lines: [[UInt8]] = [[]]
    for byte in bytes {
      if byte == UInt8(ascii: "\n"), lines[lines.count - 1].last == UInt8(ascii: "\r") {
        lines[lines.count - 1].removeLast()
        lines.append([])
      } else {
        lines[lines.count - 1].append(byte)
      }
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The values of a header, one for each line.
  func values(of name: String) -> [String] {
    fields.filter { isNamed($0.name, name) }.map(\.value)
  }

  /// The first of the checks that the request does not pass.
  func brokenCheck(of checks: Set<RequestCheck>, habits: Habits) -> RequestCheck? {
    RequestCheck.allCases.first { checks.contains($0) && !passes($0, habits: habits) }
  }

  private func passes(_ check: RequestCheck, habits: Habits) -> Bool {
    switch check {
    case .syntax: isWellFormed && firstLine.count == 3 && !hasControlCharacters
    case .method: firstLine.first == "GET"
    case .httpVersion: isVersion11
    case .host: values(of: "Host").count == 1
    case .body:
      values(of: "Transfer-Encoding").isEmpty
        && values(of: "Content-Length").allSatisfy { $0 == "0" }
    case .upgrade: values(of: "Upgrade").contains { habits.namesWebSocket($0) }
    case .connection: values(of: "Connection").contains { habits.asksForUpgrade($0) }
    case .key:
      values(of: "Sec-WebSocket-Key").count == 1
        && values(of: "Sec-WebSocket-Key").allSatisfy { Self.isKey($0) }
    case .version: values(of: "Sec-WebSocket-Version") == ["13"]
    }
  }

  /// HTTP/1.1, or a later version of HTTP/1.
  private var isVersion11: Bool {
    guard let version = firstLine.last, version.hasPrefix("HTTP/1.") else { return false }
    return (Int(version.dropFirst("HTTP/1.".count)) ?? 0) >= 1
  }

  private var hasControlCharacters: Bool {
    fields.contains { field in (field.name + field.value).utf8.contains { $0 < 0x20 && $0 != 9 } }
  }

  /// Whether a key is 16 bytes in Base64: 22 characters and `==`.
  private static func isKey(_ key: String) -> Bool {
    let characters = Array(key.trimmingBlanks.utf8)
    return characters.count == 24 && characters.suffix(2) == [Base64.padding, Base64.padding]
      && characters.dropLast(2).allSatisfy { Base64.alphabet.contains($0) }
  }

  /// Whether a response opens the connection.
  func opensConnection(acceptFor key: String, habits: Habits) -> Bool {
    isWellFormed && firstLine.count >= 2 && firstLine[0] == "HTTP/1.1" && firstLine[1] == "101"
      && values(of: "Upgrade").contains { habits.namesWebSocket($0) }
      && values(of: "Connection").contains { habits.asksForUpgrade($0) }
      && values(of: "Sec-WebSocket-Accept") == [habits.accept(key)]
      && values(of: "Sec-WebSocket-Extensions").isEmpty
      && values(of: "Sec-WebSocket-Protocol").isEmpty
  }
}

extension String {
  fileprivate var trimmingBlanks: String { trimmed(self) }
}
