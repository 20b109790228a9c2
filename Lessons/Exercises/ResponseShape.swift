import LessonKit

/// What can be wrong with a response's head: the order of its headers and further ones do not matter.
struct ResponseShape: Hashable {
  /// The version and the status of the first line.
  private var start: [String] = []
  /// The headers that matter, sorted, each with its name in small letters.
  private var fields: [String] = []
  private var isStartIndented = false
  private var isIndented = false
  private var lineEnd = LineEnd.crlf
  /// How many line ends follow the last header; nil where they are doubled anyway.
  private var lastEnds: Int?
  private var hasBlankStart = false
  /// Whether something other than a header follows the empty line.
  private var hasBody = false

  private enum LineEnd { case crlf, lf, cr, lfcr, doubled, spelled }

  private static let names = [
    "upgrade", "connection", "sec-websocket-accept", "sec-websocket-protocol",
    "sec-websocket-extensions", "sec-websocket-version", "content-length",
  ]

  init(_ bytes: [UInt8]) {
    let spelled = String(decoding: bytes, as: UTF8.self).replacing("\\r\\n", with: "\r\n")
    if spelled.utf8.count < bytes.count { lineEnd = .spelled }
    var rest = Array(spelled.utf8)[...]
    var lines: [String] = []
    while !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0d && $0 != 0x0a }
      rest = rest.dropFirst(line.count)
      let end = rest.prefix { $0 == 0x0d || $0 == 0x0a }
      rest = rest.dropFirst(end.count)
      let text = String(decoding: line, as: UTF8.self)
      if lines.isEmpty, line.isEmpty { hasBlankStart = true }
      // A line of blanks in an indented text.
      if !lines.isEmpty, RequestHead.trimmed(text).isEmpty {
        if lineEnd != .doubled { lastEnds = (lastEnds ?? 0) + Self.count(end) }
        continue
      }
      if let lastEnds, lastEnds > 1 {
        guard text.contains(":"), !text.contains("<") else {
          hasBody = true
          break
        }
        lineEnd = .doubled
      }
      if !line.isEmpty { lines.append(text) }
      lastEnds = lines.isEmpty ? nil : Self.count(end)
      note(Array(end))
    }
    if lineEnd == .doubled { lastEnds = nil }
    read(lines)
  }

  /// How many line ends these bytes are.
  private static func count(_ end: ArraySlice<UInt8>) -> Int {
    max(end.count { $0 == 0x0d }, end.count { $0 == 0x0a })
  }

  private mutating func note(_ end: [UInt8]) {
    guard lineEnd == .crlf else { return }
    switch end {
    case [0x0a], [0x0a, 0x0a]: lineEnd = .lf
    case [0x0d], [0x0d, 0x0d]: lineEnd = .cr
    case [0x0a, 0x0d], [0x0a, 0x0d, 0x0a, 0x0d]: lineEnd = .lfcr
    default: break
    }
  }

  private mutating func read(_ lines: [String]) {
    let first = lines.first ?? ""
    start = first.split(separator: " ").prefix(2).map(String.init)
    isStartIndented = first.first == " " || first.first == "\t"
    for line in lines.dropFirst() {
      if line.first == " " || line.first == "\t" { isIndented = true }
      guard let colon = line.firstIndex(of: ":") else {
        fields.append("? " + RequestHead.trimmed(line))
        continue
      }
      let name = RequestHead.trimmed(line[..<colon]).lowercased()
      let value = RequestHead.trimmed(line[line.index(after: colon)...])
      guard Self.names.contains(name) else { continue }
      fields.append(name + ": " + (name.hasPrefix("sec-") ? value : value.lowercased()))
    }
    if start.last != "101" {
      // These may be in an answer that refuses; a body may follow it.
      fields.removeAll { $0.hasPrefix("connection") || $0.hasPrefix("upgrade") }
      hasBody = false
    }
    fields.sort()
  }
}
