/// One WebSocket message of a HAR file.
package struct HARMessage: Sendable {
  /// Whether the browser sent it; otherwise, the browser received it.
  package var isSent = false
  /// When it was sent or received; nil if the file does not say.
  package var time: Timestamp?
  /// 1 for text, 2 for binary; nil if the file does not say.
  package var opcode: Int?
  /// The text, or the bytes in Base64.
  package var data: [UInt8] = []
  /// Whether `data` is the whole message.
  package var isWhole = true
}

/// A request and its answer in a HAR file.
package struct HAREntry: Sendable {
  /// The URL of the request.
  package var url = ""
  /// The method of the request.
  package var method = "GET"
  /// The headers of the request, in the order of the file.
  package var requestHeaders: [(name: String, value: String)] = []
  /// The status of the response; 0 if there was none.
  package var status = 0
  /// The text after the status.
  package var statusText = ""
  /// The headers of the response, in the order of the file.
  package var responseHeaders: [(name: String, value: String)] = []
  /// Whether this is a WebSocket connection.
  package var isWebSocket = false
}

/// A part of a HAR file, in the order of the file.
package enum HAREvent: Sendable {
  /// A message of the entry that ends next.
  case message(HARMessage)
  /// The end of an entry, after its messages.
  case entry(HAREntry)
}

/// Reads the WebSocket messages in a HAR file, whose bytes may come in any pieces.
///
/// The developer tools of browsers save HAR files: JSON in which `_webSocketMessages` lists messages,
/// not frames.
package struct HARReader: Sendable {
  private var tokenizer = JSONTokenizer()
  /// The place in the JSON: names of members, with an empty one for each array.
  private var path: [[UInt8]] = []
  /// For each open container, whether it is an array.
  private var isArray: [Bool] = []
  private var entry = HAREntry()
  private var header: (name: String, value: String) = ("", "")
  private var message = HARMessage()
  private var hasEntries = false
  private var failure: CaptureError?
  private var isAtStart = true
  /// How many bytes of a byte order mark were seen.
  private var markCount = 0

  /// The largest number of bytes that are read of one string, such as a message.
  package static let stringLimit = JSONTokenizer.stringLimit

  /// A reader at the beginning of a file.
  package init() {}

  /// Takes the next bytes of the file, and calls `body` with each part that is complete.
  package mutating func receive(
    _ bytes: [UInt8], _ body: (HAREvent) -> Void
  ) throws(CaptureError) {
    if let failure { throw failure }
    do throws(CaptureError) {
      var position = 0
      while true {
        position = tokenizer.receivePlainText(bytes, from: position)
        guard position < bytes.count else { break }
        let byte = bytes[position]
        position += 1
        if isAtStart, markCount < 3, byte == [0xEF, 0xBB, 0xBF][markCount] {
          markCount += 1
          continue
        }
        isAtStart = false
        var tokens: [JSONToken] = []
        try tokenizer.receive(byte) { tokens.append($0) }
        for token in tokens { receive(token, body) }
      }
    } catch {
      failure = error
      throw error
    }
  }

  /// Checks that the file is complete, and a HAR file; call it at the end of the file.
  package func finish() throws(CaptureError) {
    if let failure { throw failure }
    guard tokenizer.isDone else {
      throw CaptureError(
        .endsEarly, at: tokenizer.offset, "The file ends inside its JSON, before the last bracket.")
    }
    guard hasEntries else {
      throw CaptureError(
        .notACapture, at: 0, "The file is JSON, but not a HAR file: it has no log with entries.")
    }
  }

  // MARK: - Tokens

  private mutating func receive(_ token: JSONToken, _ body: (HAREvent) -> Void) {
    switch token {
    case .name(let name):
      path.append(name)
    case .beginObject, .beginArray:
      isArray.append(token == .beginArray)
      if token == .beginArray {
        if matches("log", "entries") { hasEntries = true }
        path.append([])
      } else {
        begin()
      }
    case .endObject, .endArray:
      isArray.removeLast()
      if token == .endArray { path.removeLast() } else { end(body) }
      endMember()
    case .string(let text, let isWhole):
      receive(text, isWhole: isWhole)
      endMember()
    case .number(let text):
      receive(number: text)
      endMember()
    case .literal:
      endMember()
    }
  }

  /// Ends a value: removes its name from the path, unless it was an element of an array.
  private mutating func endMember() {
    if isArray.last == false { path.removeLast() }
  }

  private func matches(_ names: String...) -> Bool {
    path.count == names.count && zip(path, names).allSatisfy { $0.elementsEqual($1.utf8) }
  }

  private mutating func begin() {
    if matches("log", "entries", "") { entry = HAREntry() }
    if matches("log", "entries", "", "_webSocketMessages", "") { message = HARMessage() }
    if path.last == [] { header = ("", "") }
  }

  private mutating func end(_ body: (HAREvent) -> Void) {
    if matches("log", "entries", "") {
      body(.entry(entry))
    } else if matches("log", "entries", "", "_webSocketMessages", "") {
      entry.isWebSocket = true
      body(.message(message))
    } else if matches("log", "entries", "", "request", "headers", "") {
      if entry.requestHeaders.count < 256 { entry.requestHeaders.append(header) }
    } else if matches("log", "entries", "", "response", "headers", "") {
      if entry.responseHeaders.count < 256 { entry.responseHeaders.append(header) }
    }
  }

  private mutating func receive(_ bytes: [UInt8], isWhole: Bool) {
    guard path.count >= 4, matches(prefix: ["log", "entries", ""]) else { return }
    var text: String { String(decoding: bytes.prefix(16_384), as: UTF8.self) }
    switch path.dropFirst(3).map({ String(decoding: $0, as: UTF8.self) }) {
    case ["_resourceType"]: if text == "websocket" { entry.isWebSocket = true }
    case ["request", "url"]: entry.url = text
    case ["request", "method"]: entry.method = text
    case ["response", "statusText"]: entry.statusText = text
    case ["request", "headers", "", "name"], ["response", "headers", "", "name"]:
      header.name = text
    case ["request", "headers", "", "value"], ["response", "headers", "", "value"]:
      header.value = text
    case ["_webSocketMessages", "", "type"]: message.isSent = text == "send"
    case ["_webSocketMessages", "", "data"]:
      message.data = bytes
      message.isWhole = isWhole
    default: break
    }
  }

  private mutating func receive(number: [UInt8]) {
    let text = String(decoding: number, as: UTF8.self)
    if matches("log", "entries", "", "response", "status") {
      entry.status = Int(text) ?? 0
    } else if matches("log", "entries", "", "_webSocketMessages", "", "time") {
      message.time = Timestamp(decimal: text)
    } else if matches("log", "entries", "", "_webSocketMessages", "", "opcode") {
      message.opcode = Int(text)
    }
  }

  private func matches(prefix names: [String]) -> Bool {
    zip(path, names).allSatisfy { $0.elementsEqual($1.utf8) }
  }
}

extension Timestamp {
  /// A time from a decimal number of seconds; nil if it is not a number or out of range.
  package init?(decimal text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? parts[1] : ""
    guard let whole = parts.first.flatMap({ Int64($0) }), whole >= 0,
      decimals.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else {
      // With an exponent. `rounded` would need the system's mathematics library.
      guard let value = Double(text), value >= 0, value < 1e12 else { return nil }
      let seconds = Int64(value)
      self.init(
        seconds: seconds, nanoseconds: UInt32((value - Double(seconds)) * 1e9), fractionDigits: 6)
      return
    }
    let kept = decimals.prefix(9)
    let padded = kept + String(repeating: "0", count: 9 - kept.count)
    self.init(seconds: whole, nanoseconds: UInt32(padded) ?? 0, fractionDigits: kept.count)
  }
}
