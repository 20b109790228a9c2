/// One packet of a capture file.
package struct CapturedPacket: Sendable {
  /// Its place among the file's packets, from 1, as Wireshark counts.
  package let number: Int
  /// When it passed; nil where the file does not tell.
  package let time: CaptureTime?
  /// The number of its link type in the list that pcap and pcapng share.
  package let linkType: UInt32
  /// Its bytes, as many as were kept.
  package let bytes: [UInt8]
  /// How many bytes it had on the wire.
  package let originalLength: Int

  package init(
    number: Int, time: CaptureTime?, linkType: UInt32, bytes: [UInt8], originalLength: Int
  ) {
    self.number = number
    self.time = time
    self.linkType = linkType
    self.bytes = bytes
    self.originalLength = originalLength
  }
}

/// How much one packet may hold; a larger number is damage, not data.
let largestPacket: UInt32 = 1 << 24
