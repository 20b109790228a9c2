import WebSocketProtocol

/// Finds the HTTP heads in one direction of a connection, and steps over the bodies between them.
struct HTTPScanner {
  private enum Place {
    case head
    case body(UInt64)
    case chunkSize
    case trailer
    case untilEnd
    /// Behind a gap: what comes is thrown away up to a segment that begins with a head.
    case searching
  }

  private var unread: [UInt8] = []
  /// Whether nothing has been read as HTTP yet.
  private(set) var isUntouched = true
  private var place = Place.head
  /// What the direction begins with, if that is no HTTP.
  private(set) var foreign: ForeignProtocol?

  /// The longest head that is read; longer ones are no WebSocket's.
  private static let headLimit = 1 << 16

  /// Takes the direction's next bytes.
  mutating func receive(_ bytes: [UInt8]) {
    guard foreign == nil else { return }
    switch place {
    case .searching:
      guard Self.resemblesHead(bytes) else { return }
      place = .head
      unread = bytes
    case .untilEnd: return
    default: unread += bytes
    }
  }

  /// How many bytes wait for more.
  var heldByteCount: Int { unread.count }

  /// Bytes are missing: nothing is known before the next head.
  mutating func skipGap() {
    unread = []
    place = .searching
  }

  /// The next head; nil when more bytes are needed.
  mutating func next() -> HTTPHead? {
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
        // The chunk is followed by a line end of its own.
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

  /// Between two chunks, where a head would stand otherwise.
  private var isChunked = false

  private mutating func nextHead() -> HTTPHead? {
    guard !unread.isEmpty else { return nil }
    isUntouched = false
    guard Self.resemblesHead(unread) else {
      foreign = ForeignProtocol(unread)
      unread = []
      return nil
    }
    let head = HTTPHead(parsing: unread)
    guard head.isComplete else {
      if unread.count > Self.headLimit {
        foreign = .other
        unread = []
      }
      return nil
    }
    drop(head.bytes.count)
    return head
  }

  /// The head as far as it goes, where the direction ends inside one.
  var unfinishedHead: HTTPHead? {
    guard case .head = place, !isChunked, foreign == nil, Self.resemblesHead(unread),
      unread.count >= 4
    else { return nil }
    return HTTPHead(parsing: unread)
  }

  /// Hands out the bytes behind the last head: they are frames.
  mutating func takeRest() -> [UInt8] {
    defer { unread = [] }
    return unread
  }

  /// Steps over the body that a head announces, RFC 9112 §6.3.
  mutating func skipBody(of head: HTTPHead, isAnswerToHEAD: Bool) {
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

  /// Forgets what was read; a scanner that waits holds no room.
  private mutating func drop(_ count: Int) {
    if count == unread.count { unread = [] } else { unread.removeFirst(count) }
  }

  private mutating func takeLine() -> [UInt8]? {
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

  /// Whether bytes begin as a request or a response does, as far as they go.
  static func resemblesHead(_ bytes: [UInt8]) -> Bool {
    guard !bytes.isEmpty else { return false }
    if zip(bytes, "HTTP/1.".utf8).allSatisfy({ $0 == $1 }) { return true }
    let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
    let method = bytes.prefix { letters.contains($0) }
    guard !method.isEmpty, method.count <= 16, !method.elementsEqual("PRI".utf8) else {
      return false
    }
    return method.count == bytes.count || (method.count >= 3 && bytes[method.count] == 0x20)
  }
}

/// What a connection speaks that is no HTTP/1.
enum ForeignProtocol: Hashable {
  case tls
  case http2
  case other

  init(_ bytes: [UInt8]) {
    if bytes.count >= 2, bytes[0] == 22, bytes[1] == 3 {
      self = .tls
    } else if bytes.starts(with: "PRI ".utf8) {
      self = .http2
    } else {
      self = .other
    }
  }
}
