/// One packet of a capture file.
package struct CapturedPacket: Sendable {
  /// Its place among the file's packets, from 1, as Wireshark counts.
  package let number: Int
  /// When it passed; nil where the file does not tell.
  package let time: Timestamp?
  /// The number of its link type in the list that pcap and pcapng share.
  package let linkType: UInt32
  /// Its bytes, as many as were kept; a part of what was read of the file, not a copy.
  package let bytes: ArraySlice<UInt8>
  /// How many bytes it had on the wire.
  package let originalLength: Int

  package init(
    number: Int, time: Timestamp?, linkType: UInt32, bytes: ArraySlice<UInt8>,
    originalLength: Int
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
