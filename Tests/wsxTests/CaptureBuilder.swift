import Foundation
import TestSupport

/// Writes a pcap file of WebSocket connections between 10.0.0.1 and 10.0.0.2, packet by packet.
struct CaptureBuilder {
  private(set) var packets: [PacketBytes.Timed] = []
  /// The next sequence number of each direction, by the client's port.
  private var sequences: [UInt16: (client: UInt32, server: UInt32)] = [:]

  /// The handshake of RFC 6455 §1.3, with an extension if one is given.
  ///
  /// Subprotocols are offered and not chosen. A port that was used before needs another `start`, as
  /// in a later connection.
  mutating func open(
    _ port: UInt16, extensions: String? = nil, offering: String? = nil, start: UInt32 = 0
  ) {
    sequences[port] = (100 &+ start, 900 &+ start)
    packet(port, fromClient: true, flags: 0x02)
    packet(port, fromClient: false, flags: 0x12)
    let more = extensions.map { "Sec-WebSocket-Extensions: \($0)\r\n" } ?? ""
    let offer = offering.map { "Sec-WebSocket-Protocol: \($0)\r\n" } ?? ""
    send(
      Array(
        """
        GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r
        Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Version: 13\r\n\(more)\(offer)\r\n
        """.utf8), port, fromClient: true)
    send(
      Array(
        """
        HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r
        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\(more)\r\n
        """.utf8), port, fromClient: false)
  }

  /// A connection whose beginning is not captured.
  mutating func join(_ port: UInt16) { sequences[port] = (100, 900) }

  /// Bytes of one direction, in segments of at most `size` bytes.
  mutating func send(_ bytes: [UInt8], _ port: UInt16, fromClient: Bool, size: Int = 60_000) {
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = Array(bytes[start..<min(start + size, bytes.count)])
      packet(port, fromClient: fromClient, flags: 0x18, piece)
    }
  }

  /// Leaves bytes of one direction out of the capture.
  mutating func lose(_ count: Int, _ port: UInt16, fromClient: Bool) {
    advance(port, fromClient: fromClient, by: UInt32(count))
  }

  /// The number of the next byte that the server sends.
  func nextFromServer(_ port: UInt16) -> UInt32 { sequences[port]?.server ?? 0 }

  mutating func finish(_ port: UInt16) {
    packet(port, fromClient: true, flags: 0x11)
    packet(port, fromClient: false, flags: 0x11)
  }

  private mutating func packet(
    _ port: UInt16, fromClient: Bool, flags: UInt8, _ payload: [UInt8] = []
  ) {
    guard let both = sequences[port] else { return }
    let isSYN = flags & 0x02 != 0
    let sequence = (fromClient ? both.client : both.server) &- (isSYN ? 1 : 0)
    let segment = PacketBytes.tcp(
      from: fromClient ? port : 8080, to: fromClient ? 8080 : port, sequence: sequence,
      flags: flags, payload)
    packets.append(
      (
        PacketBytes.ipv4(segment, toServer: fromClient),
        1_700_000_000_000_000_000 + UInt64(packets.count) * 1_000_000
      ))
    advance(port, fromClient: fromClient, by: UInt32(payload.count))
  }

  private mutating func advance(_ port: UInt16, fromClient: Bool, by count: UInt32) {
    if fromClient { sequences[port]?.client &+= count } else { sequences[port]?.server &+= count }
  }

  var file: [UInt8] { PacketBytes.pcap(packets) }

  /// The bytes of a frame, with a masking key if a client sends it.
  static func frame(
    _ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true, rsv1: Bool = false,
    key: [UInt8]? = nil
  ) -> [UInt8] {
    let mask: UInt8 = key == nil ? 0 : 0x80
    var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | (rsv1 ? 0x40 : 0) | opcode]
    switch payload.count {
    case ..<126: bytes.append(mask | UInt8(payload.count))
    case ..<65_536: bytes += [mask | 126] + PacketBytes.bytes(UInt16(payload.count))
    default: bytes += [mask | 127] + PacketBytes.bytes(UInt64(payload.count))
    }
    guard let key else { return bytes + payload }
    bytes += key
    for (index, byte) in payload.enumerated() { bytes.append(byte ^ key[index % 4]) }
    return bytes
  }
}
