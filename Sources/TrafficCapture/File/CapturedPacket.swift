/// One packet of a capture file.
package struct CapturedPacket: Sendable {
  /// The number of the packet in the file, from 1, as in Wireshark.
  package let number: Int
  /// When it was captured; nil if the file does not say.
  package let time: Timestamp?
  /// The number of its link type in pcap and pcapng files.
  package let linkType: UInt32
  /// The bytes that were kept, as a slice of the bytes of the file, not a copy.
  package let bytes: ArraySlice<UInt8>
  /// How many bytes it had on the wire.
  package let originalLength: Int

  /// A packet from its parts.
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

/// The largest number of bytes of a packet; a larger number in a file is damage.
let largestPacket: UInt32 = 1 << 24
