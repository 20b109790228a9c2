import PacketHeaders

/// One fragment of an IP packet: RFC 791 §3.2, RFC 8200 §4.5.
struct IPFragment {
  /// What the fragments of one packet have in common.
  struct Key: Hashable {
    var source: [UInt8]
    var destination: [UInt8]
    var identification: UInt32
    var protocolNumber: UInt8
  }

  /// Which packet it belongs to.
  let key: Key
  /// What the whole packet carries; in IPv6, the first header after the fragment header.
  let protocolNumber: UInt8
  /// The headers before the fragmented part, without any sign of fragmentation.
  let headers: [UInt8]
  /// Where the data belongs in the fragmented part.
  let range: Range<Int>
  /// The bytes of this fragment.
  let data: ArraySlice<UInt8>
  /// Whether no fragment follows this one in the packet.
  let isLast: Bool

  /// The fragment in a packet; nil if it is not a fragment, or is incomplete.
  init?(_ packet: [UInt8], linkType: LinkType) {
    do throws(PacketError) {
      let start = try linkType.headerLength(of: packet.span)
      guard start < packet.count else { return nil }
      let ip = packet[start...]
      self.init(version: packet[start] >> 4, Array(ip))
    } catch {
      return nil
    }
  }

  private init?(version: UInt8, _ ip: [UInt8]) {
    if version == 4 { self.init(version4: ip) } else { self.init(version6: ip) }
  }

  private init?(version4 ip: [UInt8]) {
    guard ip.count >= 20 else { return nil }
    let headerLength = Int(ip[0] & 0x0F) * 4
    let end = Int(ip[2]) << 8 | Int(ip[3])
    guard headerLength >= 20, end >= headerLength, end <= ip.count else { return nil }
    let offset = (Int(ip[6] & 0x1F) << 8 | Int(ip[7])) * 8
    key = Key(
      source: Array(ip[12..<16]), destination: Array(ip[16..<20]),
      identification: UInt32(ip[4]) << 8 | UInt32(ip[5]), protocolNumber: ip[9])
    protocolNumber = ip[9]
    isLast = ip[6] & 0x20 == 0
    var headers = Array(ip[..<headerLength])
    headers[6] = 0
    headers[7] = 0
    headers[10] = 0
    headers[11] = 0
    self.headers = headers
    data = ip[headerLength..<end]
    range = offset..<offset + data.count
  }

  private init?(version6 ip: [UInt8]) {
    guard ip.count >= 48 else { return nil }
    let end = 40 + (Int(ip[4]) << 8 | Int(ip[5]))
    guard end <= ip.count else { return nil }
    var nextField = 6
    var position = 40
    // The headers that every router reads come before the fragment header.
    while [0, 43, 60].contains(ip[nextField]), position + 8 <= end {
      nextField = position
      position += (Int(ip[position + 1]) + 1) * 8
    }
    guard ip[nextField] == 44, position + 8 <= end else { return nil }
    let field = Int(ip[position + 2]) << 8 | Int(ip[position + 3])
    var identification: UInt32 = 0
    for byte in ip[position + 4..<position + 8] {
      identification = identification << 8 | UInt32(byte)
    }
    let next = ip[position]
    key = Key(
      source: Array(ip[8..<24]), destination: Array(ip[24..<40]), identification: identification,
      protocolNumber: 44)
    protocolNumber = next
    isLast = field & 1 == 0
    var headers = Array(ip[..<position])
    headers[nextField] = next
    self.headers = headers
    data = ip[position + 8..<end]
    range = field & 0xFFF8..<(field & 0xFFF8) + data.count
  }
}
