// Lesson 6: the opening handshake, finished.

/// What the head of a client's request says, and the status with which to answer it.
///
/// The result is nil while the end of the head has not come. The status is 101 for a right opening
/// handshake, 426 where only the version is wrong, and 400 for anything else. `byteCount` is the length
/// of the head: the bytes after it are frames. RFC 6455 §4.2.1.
func readRequest(
  _ bytes: [UInt8]
) throws -> (status: Int, key: String, subprotocols: [String], byteCount: Int)? {
  guard let byteCount = headByteCount(bytes) else { return nil }
  let lines = String(decoding: bytes[..<byteCount], as: UTF8.self).split(separator: "\r\n")
  let fields = lines.dropFirst().map(field)
  func values(of name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
  func list(of name: String) -> [String] {
    values(of: name).flatMap { $0.split(separator: ",") }.map(trimmed).filter { !$0.isEmpty }
  }
  let keys = values(of: "sec-websocket-key")
  let key = keys.first ?? ""
  let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)

  let isOpeningHandshake =
    words.count == 3 && words[0] == "GET" && words[2] == "HTTP/1.1"
    && values(of: "host").count == 1
    && list(of: "upgrade").contains { $0.lowercased() == "websocket" }
    && list(of: "connection").contains { $0.lowercased() == "upgrade" }
    && keys.count == 1 && isKey(key)
  let isVersion13 = values(of: "sec-websocket-version") == ["13"]
  let status = !isOpeningHandshake ? 400 : !isVersion13 ? 426 : 101
  return (status, key, list(of: "sec-websocket-protocol"), byteCount)
}

/// How many bytes the head has: it ends with the first empty line.
func headByteCount(_ bytes: [UInt8]) -> Int? {
  let end: [UInt8] = [13, 10, 13, 10]  // CR LF CR LF
  guard bytes.count >= 4 else { return nil }
  return (4...bytes.count).first { Array(bytes[$0 - 4..<$0]) == end }
}

/// A header field: its name in small letters, and its value without the spaces around it.
func field(_ line: Substring) -> (name: String, value: String) {
  let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
  return (parts[0].lowercased(), trimmed(parts.count == 2 ? parts[1] : ""))
}

/// The text without spaces and tabs around it.
func trimmed(_ text: Substring) -> String {
  var rest = text
  while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
  while rest.last == " " || rest.last == "\t" { rest.removeLast() }
  return String(rest)
}

/// The head of the response: 101 with an accept value, 400, or 426 with the version that is right.
///
/// `subprotocol` is the one that the server chose, or nil. RFC 6455 §4.2.2.
func writeResponse(status: Int, accept: String, subprotocol: String?) throws -> [UInt8] {
  var lines: [String]
  switch status {
  case 101:
    lines = [
      "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
      "Sec-WebSocket-Accept: " + accept,
    ]
    if let subprotocol { lines.append("Sec-WebSocket-Protocol: " + subprotocol) }
  case 426:
    lines = [
      "HTTP/1.1 426 Upgrade Required", "Sec-WebSocket-Version: 13", "Connection: close",
      "Content-Length: 0",
    ]
  default:
    lines = ["HTTP/1.1 400 Bad Request", "Connection: close", "Content-Length: 0"]
  }
  return Array((lines.map { $0 + "\r\n" }.joined() + "\r\n").utf8)
}

// This function is given.

/// Whether this is Base64 of 16 bytes: 24 characters, of which the last two are =.
func isKey(_ key: String) -> Bool {
  let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  return key.count == 24 && key.hasSuffix("==") && key.dropLast(2).allSatisfy(alphabet.contains)
}
