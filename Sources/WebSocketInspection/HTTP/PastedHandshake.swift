import WebSocketProtocol

/// One or two HTTP heads, as people copy them.
package struct PastedHandshake {
  private var bytes: [UInt8]

  /// What copying added, and was removed.
  package enum Mended {
    /// The `> ` and `< ` of `curl -v`.
    case curlPrefixes
    /// Lines that end with LF only.
    case lineEnds
  }

  /// What was pasted.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Removes what copying adds, and says what it was.
  package mutating func mend() -> [Mended] {
    var notes: [Mended] = []
    if let lines = curlLines {
      bytes = lines.flatMap { $0 + [0x0A] }
      notes.append(.curlPrefixes)
    }
    guard !bytes.contains(0x0D), bytes.contains(0x0A) else { return notes }
    var mended: [UInt8] = []
    var isAfterLine = false
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      // A response begins a new head, also if no blank line was copied before it.
      if isAfterLine && line.starts(with: "HTTP/".utf8) { mended += [0x0D, 0x0A] }
      if line.isEmpty && !isAfterLine { continue }
      mended += line + [0x0D, 0x0A]
      isAfterLine = !line.isEmpty
    }
    if isAfterLine { mended += [0x0D, 0x0A] }
    bytes = mended
    notes.append(.lineEnds)
    return notes
  }

  /// The heads in order.
  package var heads: [HTTPHead] { split().heads }

  /// The bytes after the last head.
  package var rest: [UInt8] { split().rest }

  private func split() -> (heads: [HTTPHead], rest: [UInt8]) {
    var heads: [HTTPHead] = []
    var rest = bytes
    while heads.count < 2, looksLikeHead(rest, first: heads.isEmpty) {
      let head = HTTPHead(parsing: rest)
      heads.append(head)
      rest = Array(rest[head.bytes.count...])
    }
    return (heads, rest)
  }

  /// Whether bytes may begin a head: first a request or a response, then only a response.
  private func looksLikeHead(_ bytes: [UInt8], first: Bool) -> Bool {
    let line = bytes.prefix { $0 != 0x0A }
    if bytes.starts(with: "HTTP/".utf8) { return true }
    guard first, !line.isEmpty else { return false }
    return String(decoding: line, as: UTF8.self).contains(" ")
      && line.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0D || $0 == 0x09 }
  }

  /// The lines of the output of `curl -v` that were on the wire; nil for other text.
  private var curlLines: [[UInt8]]? {
    let lines = bytes.filter { $0 != 0x0D }.split(separator: 0x0A)
    let wire = lines.filter { [UInt8(ascii: ">"), UInt8(ascii: "<")].contains($0.first) }
    guard !wire.isEmpty,
      wire.contains(where: { $0.starts(with: "> GET ".utf8) || $0.starts(with: "< HTTP/".utf8) })
    else { return nil }
    return wire.map { Array($0.dropFirst($0.count > 1 ? 2 : 1)) }
  }
}
