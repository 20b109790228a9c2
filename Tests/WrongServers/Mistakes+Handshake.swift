import Synchronization
import WebSocketProtocol

extension Mistake {
  /// Mistakes of the opening handshake.
  static let handshake = accept + requests + responses

  /// Accept values that are computed wrongly.
  private static let accept = [
    Mistake("accept.hex-digest", "Base64 of the digest's 40 hexadecimal digits") {
      $0.accept = { key in
        let digits = SHA1.digest(of: Array((key + guid).utf8)).map { byte in
          String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        return Base64.encode(Array(digits.joined().utf8))
      }
    },
    Mistake("accept.decoded-key", "the key is decoded before it is hashed") {
      $0.accept = { key in
        let decoded = (try? Base64.decode(key.utf8)) ?? []
        return Base64.encode(SHA1.digest(of: decoded + Array(guid.utf8)))
      }
    },
    Mistake("accept.no-guid", "the key is hashed alone") {
      $0.accept = { key in Base64.encode(SHA1.digest(of: Array(key.utf8))) }
    },
    Mistake("accept.wrong-guid", "258EDFA5-… for 258EAFA5-…") {
      $0.accept = { key in
        let wrong = "258EDFA5-E914-47DA-95CA-C5AB0DC85B11"
        return Base64.encode(SHA1.digest(of: Array((key + wrong).utf8)))
      }
    },
    Mistake("accept.hash-reused", "one SHA-1 object for all connections", ends: [.server]) {
      let hashed = Hashed()
      $0.accept = { key in
        Base64.encode(SHA1.digest(of: hashed.adding(Array((key + guid).utf8))))
      }
    },
    Mistake("accept.key-untrimmed", "the blank after the colon is part of the key", ends: [.server])
    {
      $0.trim = { $0 }
      $0.namesWebSocket = { trimmed($0).lowercased() == "websocket" }
      $0.requestChecks.subtract([.version, .body])
    },
    Mistake("accept.example-copied", "the value that a book prints, for every key") {
      $0.accept = { _ in "fYoqiH14DgI+SylEMwM2sDLzDiO=" }
    },
    Mistake("accept.example-copied/rfc", "the value of the RFC's example, for every key") {
      $0.accept = { _ in "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" }
    },
  ]

  /// Requests that are understood wrongly, or not checked.
  private static let requests = [
    Mistake("handshake.case/names", "header names are compared with their case") {
      $0.isNamed = { $0 == $1 }
    },
    Mistake("handshake.case/upgrade", "websocket is compared with its case") {
      $0.namesWebSocket = { $0 == "websocket" }
    },
    Mistake("handshake.case/connection", "Connection is compared, not read as a list") {
      $0.asksForUpgrade = { $0 == "Upgrade" }
    },
    unchecked("method", .method),
    unchecked("http-version", .httpVersion),
    unchecked("host", .host),
    unchecked("upgrade", .upgrade),
    unchecked("connection", .connection),
    unchecked("key", .key),
    unchecked("version", .version),
    Mistake("handshake.any-method/no-426", "400 for another version, without the right one") {
      $0.refuse = { check in check == .version ? RequestCheck.upgrade.refusal : check.refusal }
    },
    Mistake("handshake.any-method/no-400", "no answer to a wrong request", ends: [.server]) {
      $0.refuse = { _ in nil }
    },
    Mistake("handshake.rest-dropped", "what comes with the head is lost") { $0.keepsRest = false },
  ]

  private static func unchecked(_ name: String, _ check: RequestCheck) -> Mistake {
    Mistake("handshake.any-method/\(name)", "the \(name) is not checked", ends: [.server]) {
      $0.requestChecks.remove(check)
    }
  }

  /// Responses that are written wrongly.
  private static let responses = [
    Mistake("handshake.indented", "header lines begin with blanks", ends: [.server]) {
      $0.response = { accept in
        """
        HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: \(accept)\r
        \r

        """
      }
    },
    Mistake("handshake.crlf-doubled", "each line ends with two line ends", ends: [.server]) {
      $0.response = { accept in
        let lines = [
          "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
          "Sec-WebSocket-Accept: \(accept)", "",
        ]
        return lines.map { $0 + "\r\n\r\n" }.joined()
      }
    },
  ]
}

/// What a SHA-1 object was given since the program began.
private final class Hashed: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  func adding(_ more: [UInt8]) -> [UInt8] {
    bytes.withLock { bytes in
      bytes += more
      return bytes
    }
  }
}
