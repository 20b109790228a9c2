import WebSocketProtocol

/// Finds the HTTP heads in one direction of a connection, and skips the bodies between them.
///
/// It is a class, so that its state is changed in place.
final class HTTPScanner {
  private enum Place {
    case head
    case body(UInt64)
    case chunkSize
    case trailer
    case untilEnd
    /// After a gap: bytes are dropped up to a segment that begins with a head.
    case searching
  }

  /// Whether a head may begin with any method; otherwise only with GET, with which no legal frame
  /// begins.
  private let takesAnyMethod: Bool
  private var unread: [UInt8] = []
  /// Whether no head was read yet.
  private(set) var isUntouched = true
  /// Whether what came so far may be the beginning of the direction's first head, and no more.
  private(set) var isBeforeFirstHead = true
  private var place = Place.head
  private var blankLine = BlankLineSearch()
  /// What the direction holds where a head should begin, if that is not HTTP.
  private(set) var foreign: ForeignProtocol?

  /// The size of the largest head that is read; those of WebSocket are smaller.
  private static let headLimit = 1 << 16

  init(takesAnyMethod: Bool = true) {
    self.takesAnyMethod = takesAnyMethod
  }

  /// Takes the next bytes of the direction.
  func receive(_ bytes: [UInt8]) {
    guard foreign == nil else { return }
    switch place {
    case .searching:
      guard resemblesHead(bytes) else { return }
      place = .head
      unread = bytes
    case .untilEnd: return
    default: unread += bytes
    }
  }

  /// How many bytes wait for more.
  var heldByteCount: Int { unread.count }

  /// Takes note of missing bytes, and looks for the next head.
  func skipGap() {
    unread = []
    blankLine = BlankLineSearch()
    place = .searching
    isBeforeFirstHead = false
  }

  /// The next head; nil when more bytes are needed.
  func next() -> HTTPHead? {
    while foreign == nil {
      switch place {
      case .searching, .untilEnd:
        return nil
      case .body(let left):
        let count = min(left, UInt64(unread.count))
        drop(Int(count))
        place = left == count ? .head : .body(left - count)
        if left > count { return nil }
      case .chunkSize:
        guard let line = takeLine() else { return nil }
        guard let size = Self.chunkSize(line) else {
          place = .untilEnd
          continue
        }
        // A line end follows the chunk.
        place = size == 0 ? .trailer : .body(size &+ 2)
        if size > 0 { isChunked = true }
      case .trailer:
        guard let line = takeLine() else { return nil }
        if line.isEmpty { place = .head }
        isChunked = false
      case .head:
        if isChunked {
          place = .chunkSize
          continue
        }
        return nextHead()
      }
    }
    return nil
  }

  /// Between two chunks, where otherwise a head would be.
  private var isChunked = false

  private func nextHead() -> HTTPHead? {
    guard !unread.isEmpty else { return nil }
    isUntouched = false
    guard resemblesHead(unread) else {
      foreign = ForeignProtocol(unread)
      return nil
    }
    guard blankLine.isFound(in: unread) else {
      if unread.count > Self.headLimit {
        foreign = .other
      }
      return nil
    }
    let head = HTTPHead(parsing: unread)
    blankLine = BlankLineSearch()
    drop(head.bytes.count)
    isBeforeFirstHead = false
    return head
  }

  /// The incomplete head, if the direction ends inside one.
  var unfinishedHead: HTTPHead? {
    guard case .head = place, !isChunked, foreign == nil, resemblesHead(unread),
      unread.count >= 4
    else { return nil }
    return HTTPHead(parsing: unread)
  }

  /// Returns the bytes after the last head, or those that are not HTTP.
  func takeRest() -> [UInt8] {
    defer { unread = [] }
    return unread
  }

  /// Skips the body that a head announces, RFC 9112 §6.3.
  func skipBody(of head: HTTPHead, isAnswerToHEAD: Bool) {
    if case .status(_, let code, _) = head.startLine {
      if isAnswerToHEAD || code < 200 || code == 204 || code == 304 { return }
    }
    let codings = head.listMembers(of: "Transfer-Encoding").map { $0.text.lowercased() }
    if codings.last == "chunked" {
      place = .chunkSize
    } else if let field = head.fields(named: "Content-Length").first {
      place = UInt64(field.value).map { .body($0) } ?? .untilEnd
    } else if case .status = head.startLine {
      place = .untilEnd
    }
  }

  /// Drops what was read, so that a scanner that waits uses no memory.
  private func drop(_ count: Int) {
    if count == unread.count { unread = [] } else { unread.removeFirst(count) }
  }

  private func takeLine() -> [UInt8]? {
    guard let end = unread.firstIndex(of: 0x0A) else {
      if unread.count > 4096 { place = .untilEnd }
      return nil
    }
    var line = Array(unread[..<end])
    drop(end + 1)
    if line.last == 0x0D { line.removeLast() }
    return line
  }

  private static func chunkSize(_ line: [UInt8]) -> UInt64? {
    let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
    return UInt64(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// Whether bytes may be the beginning of a request or a response.
  func resemblesHead(_ bytes: [UInt8]) -> Bool {
    guard !bytes.isEmpty else { return false }
    func begins(_ start: String) -> Bool { zip(bytes, start.utf8).allSatisfy { $0 == $1 } }
    if begins("HTTP/1.") { return true }
    guard takesAnyMethod else { return begins("GET ") }
    let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
    let method = bytes.prefix { letters.contains($0) }
    guard !method.isEmpty, method.count <= 16, !method.elementsEqual("PRI".utf8) else {
      return false
    }
    return method.count == bytes.count || (method.count >= 3 && bytes[method.count] == 0x20)
  }
}

/// Looks for the blank line that ends a head, at each byte once, however the head is cut.
private struct BlankLineSearch {
  private var position = 0
  private var isBlank = true
  private var isFirstLine = true

  /// Whether the blank line is among the bytes, which have only been added to since the last call.
  mutating func isFound(in bytes: [UInt8]) -> Bool {
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x0A {
        if isBlank, !isFirstLine { return true }
        isBlank = true
        isFirstLine = false
      } else if byte != 0x0D {
        isBlank = false
      }
    }
    return false
  }
}
