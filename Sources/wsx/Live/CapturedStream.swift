import WebSocketProtocol
import WebSocketTransport

/// A connection through a tap as packets: the TCP connection between its client and the tap.
///
/// A tap sees streams and no packets, so these are made anew from what passed; sequence numbers
/// begin at 0, and the handshake and acknowledgements are those of a network that loses nothing.
struct CapturedStream {
  private let addresses: [Role: [UInt8]]
  private let ports: [Role: Int]
  private var sent: [Role: UInt32] = [.client: 0, .server: 0]
  private var ended: Set<Role> = []

  /// Small enough for the length of an IP packet, large enough that a capture is read easily.
  private static let segmentByteCount = 16_384

  private struct Flags {
    static let fin: UInt8 = 0b0000_0001
    static let syn: UInt8 = 0b0000_0010
    static let rst: UInt8 = 0b0000_0100
    static let psh: UInt8 = 0b0000_1000
    static let ack: UInt8 = 0b0001_0000
  }

  /// A connection of a client to the tap, at the same kind of address.
  init(client: SocketAddress, serverPort: Int) {
    let address = client.addressBytes
    let loopback: [UInt8] =
      address.count == 16 ? [UInt8](repeating: 0, count: 15) + [1] : [127, 0, 0, 1]
    addresses = [.client: address, .server: loopback]
    ports = [.client: client.port, .server: serverPort]
  }

  /// The TCP handshake.
  mutating func open() -> [[UInt8]] {
    let syn = packet(from: .client, Flags.syn)
    sent[.client] = 1
    let answer = packet(from: .server, Flags.syn | Flags.ack)
    sent[.server] = 1
    return [syn, answer, packet(from: .client, Flags.ack)]
  }

  /// Data, in as many segments as it takes.
  mutating func send(_ bytes: [UInt8], from sender: Role) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: Self.segmentByteCount).map { start in
      let piece = Array(bytes[start..<min(bytes.count, start + Self.segmentByteCount)])
      let made = packet(from: sender, Flags.psh | Flags.ack, piece)
      sent[sender, default: 0] &+= UInt32(piece.count)
      return made
    }
  }

  /// The end of one direction.
  mutating func end(_ sender: Role) -> [[UInt8]] {
    guard ended.insert(sender).inserted else { return [] }
    let fin = packet(from: sender, Flags.fin | Flags.ack)
    sent[sender, default: 0] &+= 1
    return [fin, packet(from: sender.peer, Flags.ack)]
  }

  /// The connection breaks.
  mutating func reset(_ sender: Role) -> [[UInt8]] {
    [packet(from: sender, Flags.rst | Flags.ack)]
  }

  // MARK: - Headers

  private func packet(from sender: Role, _ flags: UInt8, _ payload: [UInt8] = []) -> [UInt8] {
    let source = addresses[sender] ?? []
    let destination = addresses[sender.peer] ?? []
    let isIPv6 = source.count == 16
    let sequence = sent[sender] ?? 0
    // Only the first packet of all acknowledges nothing.
    let acknowledged = flags & Flags.ack == 0 ? 0 : sent[sender.peer] ?? 0
    var tcp: [UInt8] = []
    tcp.append(bigEndian: UInt16(truncatingIfNeeded: ports[sender] ?? 0))
    tcp.append(bigEndian: UInt16(truncatingIfNeeded: ports[sender.peer] ?? 0))
    tcp.append(bigEndian: sequence)
    tcp.append(bigEndian: acknowledged)
    // Five words of header, the flags, a full window, the checksum to come, no urgent data.
    tcp += [5 << 4, flags, 0xff, 0xff, 0, 0, 0, 0]
    tcp += payload
    var pseudo = source + destination
    if isIPv6 {
      pseudo.append(bigEndian: UInt32(tcp.count))
      pseudo += [0, 0, 0, 6]
    } else {
      pseudo += [0, 6]
      pseudo.append(bigEndian: UInt16(truncatingIfNeeded: tcp.count))
    }
    tcp.replaceSubrange(16..<18, with: internetChecksum(pseudo + tcp))
    let ip =
      isIPv6
      ? Self.ipv6Header(tcp.count, source, destination)
      : Self.ipv4Header(tcp.count, source, destination)
    // Addresses of network cards that nobody has: locally administered, 1 and 2.
    let cards: [[UInt8]] = [[2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]]
    let ethernet = sender == .client ? cards[1] + cards[0] : cards[0] + cards[1]
    return ethernet + (isIPv6 ? [0x86, 0xdd] : [0x08, 0x00]) + ip + tcp
  }

  private static func ipv4Header(
    _ count: Int, _ source: [UInt8], _ destination: [UInt8]
  ) -> [UInt8] {
    // Version 4 with five words; not to be fragmented; 64 hops; TCP is protocol 6.
    var header: [UInt8] = [0x45, 0]
    header.append(bigEndian: UInt16(truncatingIfNeeded: 20 + count))
    header += [0, 0, 0x40, 0, 64, 6, 0, 0]
    header += source + destination
    header.replaceSubrange(10..<12, with: internetChecksum(header))
    return header
  }

  private static func ipv6Header(
    _ count: Int, _ source: [UInt8], _ destination: [UInt8]
  ) -> [UInt8] {
    var header: [UInt8] = [0x60, 0, 0, 0]
    header.append(bigEndian: UInt16(truncatingIfNeeded: count))
    return header + [6, 64] + source + destination
  }
}

/// The checksum of IP and TCP: the complement of the sum of all 16-bit words, RFC 1071.
private func internetChecksum(_ bytes: [UInt8]) -> [UInt8] {
  var sum: UInt64 = 0
  for index in stride(from: 0, to: bytes.count, by: 2) {
    let low = index + 1 < bytes.count ? bytes[index + 1] : 0
    sum += UInt64(bytes[index]) << 8 | UInt64(low)
  }
  while sum > 0xffff { sum = sum >> 16 + sum & 0xffff }
  return [UInt8(truncatingIfNeeded: ~sum >> 8), UInt8(truncatingIfNeeded: ~sum)]
}

extension [UInt8] {
  /// Appends a number, the most significant byte first.
  mutating func append(bigEndian value: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// Appends a number, the least significant byte first.
  mutating func append(littleEndian value: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
