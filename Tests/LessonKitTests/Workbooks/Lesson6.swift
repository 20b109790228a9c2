// swift-format-ignore-file: NeverForceUnwrap
// Ways to write lesson 6's functions; the environment says which one to use. The comment after a case says
// what the check must find: "passes", "unknown", or a word from the explanation of the call that is shown,
// and after "later" one from the explanation of later calls.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""

typealias Request = (status: Int, key: String, subprotocols: [String], byteCount: Int)

enum Wrong: Error { case request }

func isKey(_ key: String) -> Bool { Data(base64Encoded: key)?.count == 16 }

/// The head as text, and how many bytes it has.
func split(_ bytes: [UInt8]) -> (String, Int)? {
  guard let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) else { return nil }
  return (String(decoding: bytes[..<end.upperBound], as: UTF8.self), end.upperBound)
}

/// Every header: its name in small letters, and the values of all its lines as one list.
func headers(_ text: String) -> [String: String] {
  var headers: [String: String] = [:]
  for line in text.components(separatedBy: "\r\n").dropFirst() {
    guard let colon = line.firstIndex(of: ":") else { continue }
    let name = line[..<colon].lowercased()
    let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    headers[name] = headers[name].map { $0 + "," + value } ?? value
  }
  return headers
}

func members(_ value: String?) -> [String] {
  (value ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
}

func words(_ text: String) -> [String] {
  (text.components(separatedBy: "\r\n").first ?? "").components(separatedBy: " ")
}

/// What is checked of a head, and how.
struct Checks {
  var method = true
  var version = true
  var httpVersion = true
  var host = true
  var oneHost = true
  var upgrade = true
  var connection = true
  var key = true
  var wrongVersion = 426

  func status(_ text: String, _ headers: [String: String]) -> Int {
    let words = words(text)
    if method, words[0] != "GET" { return 400 }
    if httpVersion, words.count < 3 || words[2] != "HTTP/1.1" { return 400 }
    if host, headers["host"] == nil { return 400 }
    if oneHost, headers["host"]?.contains(",") == true { return 400 }
    if upgrade, !members(headers["upgrade"]).contains(where: { $0.lowercased() == "websocket" }) {
      return 400
    }
    if connection, !members(headers["connection"]).contains(where: { $0.lowercased() == "upgrade" })
    {
      return 400
    }
    if key, !isKey(headers["sec-websocket-key"] ?? "") { return 400 }
    if version, headers["sec-websocket-version"] != "13" { return wrongVersion }
    return 101
  }
}

func readRequest(_ bytes: [UInt8]) throws -> Request? {
  func result(_ checks: Checks = Checks()) -> Request? {
    guard let (text, count) = split(bytes) else { return nil }
    let headers = headers(text)
    return (
      checks.status(text, headers), headers["sec-websocket-key"] ?? "",
      members(headers["sec-websocket-protocol"]), count
    )
  }
  switch variant {
  case "with Foundation":  // passes
    return result()
  case "line by line":  // passes
    // Reads bytes, without text until a line is whole.
    var lines: [[UInt8]] = [[]]
    var count = 0
    for byte in bytes {
      count += 1
      lines[lines.count - 1].append(byte)
      guard lines[lines.count - 1].suffix(2) == [13, 10] else { continue }
      lines[lines.count - 1].removeLast(2)
      guard lines[lines.count - 1].isEmpty else {
        lines.append([])
        continue
      }
      var all: [(String, String)] = []
      for line in lines.dropFirst().dropLast() {
        let parts = line.split(separator: 58, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return (400, "", [], count) }
        all.append(
          (
            String(decoding: parts[0], as: UTF8.self).lowercased(),
            String(decoding: parts[1], as: UTF8.self).trimmingCharacters(in: .whitespaces)
          ))
      }
      func get(_ name: String) -> [String] { all.filter { $0.0 == name }.map(\.1) }
      let first = String(decoding: lines[0], as: UTF8.self).split(separator: " ")
      guard first.count == 3, first[0] == "GET", first[2] >= "HTTP/1.1", get("host").count == 1,
        get("upgrade").joined(separator: ",").lowercased().split(separator: ",")
          .contains(where: { $0.trimmingCharacters(in: .whitespaces) == "websocket" }),
        get("connection").joined(separator: ",").lowercased().split(separator: ",")
          .contains(where: { $0.trimmingCharacters(in: .whitespaces) == "upgrade" }),
        let key = get("sec-websocket-key").first, get("sec-websocket-key").count == 1, isKey(key)
      else { return (400, "", [], 0) }
      guard get("sec-websocket-version") == ["13"] else { return (426, "", [], 0) }
      return (101, key, get("sec-websocket-protocol").flatMap { members($0) }, count)
    }
    return nil
  case "version first":  // passes
    guard let (text, count) = split(bytes) else { return nil }
    let headers = headers(text)
    if let version = headers["sec-websocket-version"], version != "13" {
      return (426, "", [], count)
    }
    guard headers["sec-websocket-version"] != nil else { return (400, "", [], count) }
    return result()
  case "always 101":  // handshake.any-method, 101 for every head
    var checks = Checks()
    (checks.method, checks.version, checks.httpVersion, checks.host) = (false, false, false, false)
    (checks.oneHost, checks.upgrade, checks.connection, checks.key) = (false, false, false, false)
    return result(checks)
  case "any method":  // handshake.any-method, every method
    var checks = Checks()
    checks.method = false
    return result(checks)
  case "any HTTP":  // handshake.any-method, HTTP/1.0
    var checks = Checks()
    checks.httpVersion = false
    return result(checks)
  case "any first line":  // handshake.any-method, first line
    var checks = Checks()
    checks.httpVersion = false
    checks.method = false
    return result(checks)
  case "no Host":  // handshake.any-method, Host
    var checks = Checks()
    (checks.host, checks.oneHost) = (false, false)
    return result(checks)
  case "two Hosts":  // handshake.any-method, two Hosts
    var checks = Checks()
    checks.oneHost = false
    return result(checks)
  case "any version":  // handshake.any-method, did not check the version
    var checks = Checks()
    checks.version = false
    return result(checks)
  case "400 for the version":  // handshake.any-method, 426 says more
    var checks = Checks()
    checks.wrongVersion = 400
    return result(checks)
  case "Upgrade and key alone":  // did not check the version; later first line, Host, Connection
    var checks = Checks()
    (checks.method, checks.version, checks.httpVersion) = (false, false, false)
    (checks.host, checks.oneHost, checks.connection) = (false, false, false)
    return result(checks)
  case "any key":  // handshake.any-method, without a key
    var checks = Checks()
    checks.key = false
    return result(checks)
  case "key of 24 characters":  // handshake.any-method, counted the key's characters
    var checks = Checks()
    checks.key = false
    guard let request = result(checks) else { return nil }
    return request.key.count == 24 || request.status != 101 ? request : (400, "", [], 0)
  case "all bytes counted":  // handshake.rest-dropped, all the bytes
    guard var request = result() else { return nil }
    request.byteCount = bytes.count
    return request
  case "empty line at the end":  // handshake.rest-dropped, at the end of the bytes
    guard bytes.suffix(4) == [13, 10, 13, 10] else { return nil }
    return result()
  case "text of all":  // handshake.rest-dropped, text of all the bytes
    guard let all = String(bytes: bytes, encoding: .utf8) else { return nil }
    guard all.contains("\r\n\r\n") else { return nil }
    return result()
  case "text unwrapped":  // handshake.rest-dropped, text of all the bytes
    let all = String(bytes: bytes, encoding: .utf8)!
    guard all.contains("\r\n\r\n") else { return nil }
    return result()
  case "head unwrapped":  // not UTF-8
    guard let (_, count) = split(bytes) else { return nil }
    _ = String(bytes: bytes[..<count], encoding: .utf8)!
    return result()
  case "characters counted":  // CR LF is one character
    guard var request = result(), let (text, _) = split(bytes) else { return nil }
    request.byteCount = text.count
    return request
  case "without the empty line":  // the empty line, CR LF
    guard var request = result() else { return nil }
    request.byteCount -= 2
    return request
  case "never nil":  // did not look for the empty line
    let text = String(decoding: bytes, as: UTF8.self)
    let all = headers(text)
    let count = split(bytes)?.1 ?? bytes.count
    return (
      Checks().status(text, all), all["sec-websocket-key"] ?? "",
      members(all["sec-websocket-protocol"]), count
    )
  case "throws while unfinished":  // threw for a head that is not finished
    guard split(bytes) != nil else { throw Wrong.request }
    return result()
  case "400 while unfinished":  // refused a head that is not finished
    guard split(bytes) != nil else { return (400, "", [], 0) }
    return result()
  case "throws":  // threw for a wrong request
    guard let request = result() else { return nil }
    if request.status != 101 { throw Wrong.request }
    return request
  case "nil when wrong":  // returned nil for a wrong request
    guard let request = result() else { return nil }
    return request.status == 101 ? request : nil
  case "names with case":  // handshake.case, names of headers with case
    guard let (text, count) = split(bytes) else { return nil }
    var all: [String: String] = [:]
    for line in text.components(separatedBy: "\r\n").dropFirst() {
      let parts = line.components(separatedBy: ":")
      guard parts.count > 1 else { continue }
      let name = parts[0]
      let value = parts.dropFirst().joined(separator: ":").trimmingCharacters(in: .whitespaces)
      all[name] = all[name].map { $0 + "," + value } ?? value
    }
    guard let key = all["Sec-WebSocket-Key"], isKey(key), words(text)[0] == "GET",
      words(text)[2] == "HTTP/1.1", let host = all["Host"], !host.contains(","),
      members(all["Upgrade"]).contains(where: { $0.lowercased() == "websocket" }),
      members(all["Connection"]).contains(where: { $0.lowercased() == "upgrade" })
    else { return (400, "", [], count) }
    guard all["Sec-WebSocket-Version"] == "13" else { return (426, "", [], count) }
    return (101, key, members(all["Sec-WebSocket-Protocol"]), count)
  case "Connection whole":  // handshake.case, whole value of Connection; later Upgrade
    guard let request = result(), let (text, _) = split(bytes) else { return nil }
    let all = headers(text)
    guard all["connection"]?.lowercased() == "upgrade", all["upgrade"]?.lowercased() == "websocket"
    else { return (400, "", [], request.byteCount) }
    return request
  case "Connection whole, with case":  // handshake.case, with case; later whole value
    guard let request = result(), let (text, _) = split(bytes) else { return nil }
    let all = headers(text)
    guard all["connection"] == "Upgrade", all["upgrade"] == "websocket" else {
      return (400, "", [], request.byteCount)
    }
    return request
  case "Connection contains":  // handshake.case, no-upgrade
    guard let (text, _) = split(bytes) else { return nil }
    var checks = Checks()
    checks.connection = false
    guard let request = result(checks) else { return nil }
    guard headers(text)["connection"]?.lowercased().contains("upgrade") == true else {
      return (400, "", [], 0)
    }
    return request
  case "last line of a name":  // handshake.case, last line
    guard let (text, count) = split(bytes) else { return nil }
    var all: [String: String] = [:]
    for line in text.components(separatedBy: "\r\n").dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      all[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return (
      Checks().status(text, all), all["sec-websocket-key"] ?? "",
      members(all["sec-websocket-protocol"]), count
    )
  case "a dictionary of unique names":  // handshake.case, only once
    guard let (text, count) = split(bytes) else { return nil }
    let pairs = text.components(separatedBy: "\r\n").dropFirst().compactMap { line in
      line.firstIndex(of: ":").map {
        (
          line[..<$0].lowercased(),
          line[line.index(after: $0)...].trimmingCharacters(in: .whitespaces)
        )
      }
    }
    let all = Dictionary(uniqueKeysWithValues: pairs)
    return (
      Checks().status(text, all), all["sec-websocket-key"] ?? "",
      members(all["sec-websocket-protocol"]), count
    )
  case "a colon and a space":  // a colon and a space
    guard let (text, count) = split(bytes) else { return nil }
    var all: [String: String] = [:]
    for line in text.components(separatedBy: "\r\n").dropFirst() {
      let parts = line.components(separatedBy: ": ")
      guard parts.count == 2 else { continue }
      let name = parts[0].lowercased()
      all[name] = all[name].map { $0 + "," + parts[1] } ?? parts[1]
    }
    return (
      Checks().status(text, all), all["sec-websocket-key"] ?? "",
      members(all["sec-websocket-protocol"]), count
    )
  case "two parts of a line":  // more than one colon
    guard let (text, count) = split(bytes) else { return nil }
    var all: [String: String] = [:]
    for line in text.components(separatedBy: "\r\n").dropFirst() {
      let parts = line.split(separator: ":")
      guard parts.count == 2 else { continue }
      let name = parts[0].lowercased()
      let value = parts[1].trimmingCharacters(in: .whitespaces)
      all[name] = all[name].map { $0 + "," + value } ?? value
    }
    return (
      Checks().status(text, all), all["sec-websocket-key"] ?? "",
      members(all["sec-websocket-protocol"]), count
    )
  case "second part taken":  // without looking whether there is one
    guard let (text, count) = split(bytes) else { return nil }
    var all: [String: String] = [:]
    for line in text.components(separatedBy: "\r\n").dropFirst() where !line.isEmpty {
      let parts = line.split(separator: ":", maxSplits: 1)
      let name = parts[0].lowercased()
      let value = parts[1].trimmingCharacters(in: .whitespaces)
      all[name] = all[name].map { $0 + "," + value } ?? value
    }
    return (
      Checks().status(text, all), all["sec-websocket-key"] ?? "",
      members(all["sec-websocket-protocol"]), count
    )
  case "untrimmed":  // accept.key-untrimmed, blanks around the values
    guard let (text, count) = split(bytes) else { return nil }
    var all: [String: String] = [:]
    for line in text.components(separatedBy: "\r\n").dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      all[line[..<colon].lowercased()] = String(line[line.index(after: colon)...])
    }
    return (
      Checks().status(text, all), all["sec-websocket-key"] ?? "",
      members(all["sec-websocket-protocol"]), count
    )
  case "small letters":  // handshake.case, whole head to small letters; later HTTP/1.0
    guard let (text, count) = split(bytes) else { return nil }
    let small = text.lowercased()
    let all = headers(small)
    guard words(small)[0] == "get" else { return (400, "", [], count) }
    var checks = Checks()
    (checks.method, checks.httpVersion) = (false, false)
    return (
      checks.status(small, all), all["sec-websocket-key"] ?? "",
      members(all["sec-websocket-protocol"]), count
    )
  case "subprotocols as one":  // handshake.case, subprotocols as one
    guard var request = result(), let (text, _) = split(bytes) else { return nil }
    request.subprotocols = headers(text)["sec-websocket-protocol"].map { [$0] } ?? []
    return request
  case "subprotocols untrimmed":  // handshake.case, blanks around the names
    guard var request = result(), let (text, _) = split(bytes) else { return nil }
    request.subprotocols =
      headers(text)["sec-websocket-protocol"]?.components(separatedBy: ",") ?? []
    return request
  case "one empty subprotocol":  // handshake.case, one empty name
    guard var request = result(), let (text, _) = split(bytes) else { return nil }
    request.subprotocols = (headers(text)["sec-websocket-protocol"] ?? "")
      .components(separatedBy: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    return request
  case "accept value returned":  // accept value
    guard var request = result() else { return nil }
    request.key = accept(request.key)
    return request
  case "three words taken":  // third word
    guard let (text, _) = split(bytes) else { return nil }
    let words = words(text)
    guard words[2] == "HTTP/1.1" else { return (400, "", [], 0) }
    return result()
  case "key unwrapped":  // handshake.any-method, unwrapped a key
    guard let (text, count) = split(bytes) else { return nil }
    let all = headers(text)
    return (
      Checks().status(text, all), all["sec-websocket-key"]!,
      members(all["sec-websocket-protocol"]), count
    )
  case "two mistakes":  // handshake.rest-dropped, all the bytes; later every method
    var checks = Checks()
    checks.method = false
    guard var request = result(checks) else { return nil }
    request.byteCount = bytes.count
    return request
  case "three mistakes":  // handshake.rest-dropped; later names of headers, 426 says more
    guard let (text, _) = split(bytes) else { return nil }
    var all: [String: String] = [:]
    for line in text.components(separatedBy: "\r\n").dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = String(line[..<colon])
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      all[name] = all[name].map { $0 + "," + value } ?? value
    }
    guard let key = all["Sec-WebSocket-Key"], isKey(key), words(text)[0] == "GET",
      words(text)[2] == "HTTP/1.1", let host = all["Host"], !host.contains(","),
      members(all["Upgrade"]).contains(where: { $0.lowercased() == "websocket" }),
      members(all["Connection"]).contains(where: { $0.lowercased() == "upgrade" }),
      all["Sec-WebSocket-Version"] == "13"
    else { return (400, "", [], 0) }
    return (101, key, members(all["Sec-WebSocket-Protocol"]), bytes.count)
  default: fatalError()
  }
}

/// The accept value, as lesson 1 computes it, by a table: nothing here needs SHA-1 itself.
func accept(_ key: String) -> String {
  [
    "dGhlIHNhbXBsZSBub25jZQ==": "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
    "x3JJHMbDL1EzLkh9GBhXDw==": "HSmrc0sMlYUkAGmm5OPpG2HaGWk=",
  ][key] ?? ""
}

func writeResponse(status: Int, accept: String, subprotocol: String?) throws -> [UInt8] {
  var lines =
    status == 101
    ? [
      "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
      "Sec-WebSocket-Accept: \(accept)",
    ]
    : status == 426
      ? ["HTTP/1.1 426 Upgrade Required", "Sec-WebSocket-Version: 13"]
      : ["HTTP/1.1 400 Bad Request"]
  let chosen = subprotocol.map { ["Sec-WebSocket-Protocol: " + $0] } ?? []
  func written(_ lines: [String]) -> [UInt8] {
    Array((lines.map { $0 + "\r\n" }.joined() + "\r\n").utf8)
  }
  switch variant {
  case "joined":  // passes
    return Array((lines + chosen + ["", ""]).joined(separator: "\r\n").utf8)
  case "with more headers":  // passes
    if status != 101 {
      let body = "no"
      lines += [
        "Content-Type: text/plain", "Content-Length: \(body.utf8.count)", "Connection: close",
      ]
      return written(lines) + Array(body.utf8)
    }
    return written([lines[0], "Server: mine"] + chosen + lines.dropFirst().reversed())
  case "small letters, own reasons":  // passes
    return written(
      ["HTTP/1.1 \(status) Because"]
        + (lines + chosen).dropFirst().map { line in
          let parts = line.components(separatedBy: ": ")
          return parts[0].lowercased() + ":" + parts[1]
        })
  case "text of several lines":  // handshake.indented, LF alone
    guard status == 101 else { return written(lines) }
    let text = """
      HTTP/1.1 101 Switching Protocols
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Accept: \(accept)
      """
    return Array((([text] + chosen).joined(separator: "\n") + "\n\n").utf8)
  case "text of several lines, CRLF at the end":  // handshake.indented, LF alone
    guard status == 101 else { return written(lines) }
    return Array(((lines + chosen).joined(separator: "\n") + "\r\n\r\n").utf8)
  case "indented text":  // handshake.indented, begin with blanks
    return Array((lines + chosen).joined(separator: "\r\n        ").utf8) + [13, 10, 13, 10]
  case "indented text with LF":  // handshake.indented, LF alone, begin with blanks
    guard status == 101 else { return written(lines) }
    return Array(((lines + chosen).joined(separator: "\n    ") + "\n\n").utf8)
  case "all indented":  // handshake.indented, All your lines
    return Array((lines + chosen).map { "    " + $0 + "\r\n" }.joined().utf8) + [13, 10]
  case "ends doubled":  // handshake.indented, twice
    let text = """
      HTTP/1.1 101 Switching Protocols\r\n
      Upgrade: websocket\r\n
      Connection: Upgrade\r\n
      Sec-WebSocket-Accept: \(accept)\r\n
      \(chosen.map { $0 + "\r\n" }.joined())\r\n
      """
    return status == 101 ? Array(text.utf8) : written(lines)
  case "ends joined and added":  // handshake.indented, twice
    return Array((lines + chosen).map { $0 + "\r\n" }.joined(separator: "\r\n").utf8) + [13, 10]
  case "no empty line":  // empty line at the end is missing
    return Array((lines + chosen).map { $0 + "\r\n" }.joined().utf8)
  case "no last end":  // last line has no end
    return Array((lines + chosen).joined(separator: "\r\n").utf8)
  case "two empty lines":  // Two empty lines
    return written(lines + chosen) + [13, 10]
  case "raw text":  // backslash
    return Array((lines + chosen + ["", ""]).joined(separator: #"\r\n"#).utf8)
  case "always 101":  // 101 for every status
    return written(["HTTP/1.1 101 Switching Protocols"] + lines.dropFirst() + chosen)
  case "only 101":  // threw for a status
    guard status == 101 else { throw Wrong.request }
    return written(lines + chosen)
  case "no version in 426":  // handshake.any-method, which version is right
    return written(status == 426 ? [lines[0]] : lines + chosen)
  case "no status line version":  // version of HTTP is missing
    return written(["\(status) Switching Protocols"] + lines.dropFirst() + chosen)
  case "200":  // You wrote 200
    return written(
      [status == 101 ? "HTTP/1.1 200 OK" : lines[0]] + lines.dropFirst() + chosen)
  case "no Connection":  // Connection is missing
    return written(lines.filter { !$0.hasPrefix("Connection") } + chosen)
  case "no Upgrade":  // Upgrade is missing
    return written(lines.filter { !$0.hasPrefix("Upgrade") } + chosen)
  case "neither":  // Upgrade is missing, Connection is missing
    return written(
      lines.filter { !$0.hasPrefix("Upgrade") && !$0.hasPrefix("Connection") } + chosen)
  case "no accept value":  // accept value is missing
    return written(lines.filter { !$0.hasPrefix("Sec-WebSocket-Accept") } + chosen)
  case "accept value of the RFC":  // accept.example-copied
    return written(
      lines.map {
        $0.hasPrefix("Sec-WebSocket-Accept")
          ? "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" : $0
      }
        + chosen)
  case "no subprotocol":  // subprotocol is missing
    return written(lines)
  case "subprotocol always":  // where none was chosen
    return written(lines + ["Sec-WebSocket-Protocol: \(subprotocol ?? "")"])
  case "subprotocol as an optional":  // where none was chosen, Optional
    return written(lines + ["Sec-WebSocket-Protocol: \(String(describing: subprotocol))"])
  case "subprotocol unwrapped":  // unwraps a value that is nil
    return written(lines + ["Sec-WebSocket-Protocol: \(subprotocol!)"])
  case "chat always":  // chat, where none was chosen
    return written(lines + (status == 101 ? ["Sec-WebSocket-Protocol: chat"] : []))
  case "an extension":  // extension
    return written(
      lines + (status == 101 ? ["Sec-WebSocket-Extensions: permessage-deflate"] : []) + chosen)
  case "Content-Length":  // Content-Length
    return written(lines + ["Content-Length: 0"] + chosen)
  case "empty":  // empty array
    return []
  case "LF, and no version in 426":  // handshake.indented, LF alone; later which version is right
    let all = status == 426 ? [lines[0]] : lines + chosen
    return Array((all.joined(separator: "\n") + "\n\n").utf8)
  default: fatalError()
  }
}
