import PacketHeaders
import TestSupport
import Testing
import WebSocketProtocol

/// A WebSocket connection in a capture: the frames of each direction, in order.
struct CapturedConnection {
  var request = ""
  var response = ""
  var client: [(header: FrameHeader, payload: [UInt8])] = []
  var server: [(header: FrameHeader, payload: [UInt8])] = []

  /// Reads a capture without lost or reordered packets (classic pcap, little-endian), and takes the
  /// connection that was upgraded.
  init(reading file: [UInt8]) throws {
    var streams: [[UInt16]: [UInt8]] = [:]
    var at = 24
    while at + 16 <= file.count {
      let size = (0..<4).reduce(0) { $0 | Int(file[at + 8 + $1]) << (8 * $1) }
      let packet = Array(file[at + 16..<at + 16 + size])
      at += 16 + size
      guard let tcp = try? TCPPacket.parse(packet.span, linkType: .ethernet) else { continue }
      let ports = [tcp.tcp.sourcePort, tcp.tcp.destinationPort]
      streams[ports, default: []] += packet[tcp.payload]
    }
    for (ports, bytes) in streams {
      let (head, frames) = try Self.split(bytes)
      if head.hasPrefix("HTTP/1.1 101") {
        response = head
        server = try Self.frames(in: frames)
        let sent = try Self.split(streams[[ports[1], ports[0]]] ?? [])
        request = sent.head
        client = try Self.frames(in: sent.rest)
      }
    }
  }

  private static func split(_ bytes: [UInt8]) throws -> (head: String, rest: [UInt8]) {
    var end = 0
    while end + 4 <= bytes.count, Array(bytes[end..<end + 4]) != Array("\r\n\r\n".utf8) { end += 1 }
    guard end + 4 <= bytes.count else { return ("", []) }
    return (String(decoding: bytes[..<end], as: UTF8.self), Array(bytes[(end + 4)...]))
  }

  private static func frames(in bytes: [UInt8]) throws -> [(header: FrameHeader, payload: [UInt8])]
  {
    var frames: [(header: FrameHeader, payload: [UInt8])] = []
    var at = 0
    while case .header(let header) = FrameHeader.parse(bytes.span, at: at) {
      let start = at + header.byteCount
      at = start + Int(header.payloadLength)
      var payload = Array(bytes[start..<at])
      header.maskingKey?.apply(to: &payload)
      frames.append((header, payload))
    }
    #expect(at == bytes.count)
    return frames
  }

  /// The value of `Sec-WebSocket-Extensions` in a head.
  static func extensions(in head: String) throws -> [HandshakeExtension] {
    let line = head.split(separator: "\r\n").first {
      $0.lowercased().hasPrefix("sec-websocket-extensions:")
    }
    let value = try #require(line?.split(separator: ":", maxSplits: 1).last)
    return try HandshakeExtension.parse(String(value))
  }
}
