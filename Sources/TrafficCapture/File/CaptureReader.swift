/// Reads the packets of a pcap or pcapng file, whose bytes may come in any pieces.
///
/// Call `receive` with some bytes, then `next()` until it returns nil; at the end of the file, call
/// `finish()`.
package struct CaptureReader {
  /// The formats of files with packets.
  package enum Format: Sendable {
    /// The format of libpcap.
    case pcap
    /// Its successor, with blocks.
    case pcapng
  }

  private enum State {
    case undecided
    case pcap(PcapReader)
    case pcapng(PcapngReader)
  }

  private var queue = InputQueue()
  private var state = State.undecided
  private var packetCount = 0
  private var failure: CaptureError?

  /// A reader at the beginning of a file.
  package init() {}

  /// The format of the file; nil before its first four bytes.
  package var format: Format? {
    switch state {
    case .undecided: nil
    case .pcap: .pcap
    case .pcapng: .pcapng
    }
  }

  /// How many bytes of the file were read.
  package var offset: UInt64 { queue.offset }

  /// Takes the next bytes of the file.
  package mutating func receive(_ bytes: [UInt8]) {
    queue.receive(bytes)
  }

  /// The next packet; nil when more bytes are needed.
  ///
  /// After an error, it throws the same error again.
  package mutating func next() throws(CaptureError) -> CapturedPacket? {
    if let failure { throw failure }
    do throws(CaptureError) {
      return try read()
    } catch {
      failure = error
      throw error
    }
  }

  private mutating func read() throws(CaptureError) -> CapturedPacket? {
    guard queue.missingSkip == 0 else { return nil }
    let packet: CapturedPacket?
    switch state {
    case .undecided:
      guard queue.count >= 4 else { return nil }
      state = try Self.detect(queue)
      return try read()
    case .pcap(let reader):
      packet = try reader.next(&queue, number: packetCount + 1)
    case .pcapng(let reader):
      packet = try reader.next(&queue, number: packetCount + 1)
    }
    if packet != nil { packetCount += 1 }
    return packet
  }

  private static func detect(_ queue: InputQueue) throws(CaptureError) -> State {
    switch queue.field32(at: 0, bigEndian: true) {
    case 0xA1B2_C3D4: return .pcap(PcapReader(bigEndian: true, isNanoseconds: false))
    case 0xD4C3_B2A1: return .pcap(PcapReader(bigEndian: false, isNanoseconds: false))
    case 0xA1B2_3C4D: return .pcap(PcapReader(bigEndian: true, isNanoseconds: true))
    case 0x4D3C_B2A1: return .pcap(PcapReader(bigEndian: false, isNanoseconds: true))
    case PcapngReader.sectionHeader: return .pcapng(PcapngReader())
    default: throw CaptureError(.notACapture, at: 0, Self.guess(queue))
    }
  }

  private static func guess(_ queue: InputQueue) -> String {
    let expected = "Expected a pcap or pcapng file, or a HAR file."
    switch queue.field32(at: 0, bigEndian: true) {
    case 0x1F8B_0000...0x1F8B_FFFF:
      return "The file is compressed with gzip. Unpack it first: gunzip FILE"
    case 0x28B5_2FFD: return "The file is compressed with zstd. Unpack it first: zstd -d FILE"
    case 0x504B_0304: return "The file is a ZIP archive. Unpack it first: unzip FILE"
    case 0xA1B2_CD34, 0x34CD_B2A1:
      return "The file is a pcap of a kind that few programs write. Convert it first: "
        + "editcap -F pcapng FILE NEWFILE"
    case 0x736E_6F6F:
      return "The file looks like a snoop capture. Convert it first: editcap -F pcapng FILE NEWFILE"
    case 0x4745_5420, 0x4854_5450:  // GET, HTTP
      return "The file begins with HTTP, as the bytes of one direction do. Give both directions: "
        + "--client FILE --server FILE. A handshake alone is for wsx handshake."
    default:
      let start = queue.peek(0, 4).map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
      return
        "The file begins with \(start.joined(separator: " ")), unlike a capture. \(expected) "
        + "Bytes of frames, raw or as text, are for wsx decode."
    }
  }

  /// Checks that the file does not end inside a record; call it at the end of the file.
  package func finish() throws(CaptureError) {
    if let failure { throw failure }
    let end = queue.offset + UInt64(queue.count)
    if case .undecided = state {
      let bytes = end == 1 ? "1 byte" : "\(end) bytes"
      let what = end == 0 ? "The file is empty." : "The file has only \(bytes)."
      throw CaptureError(
        .notACapture, at: 0, "\(what) Expected a pcap or pcapng file, or a HAR file.")
    }
    var isAfterHeader = true
    if case .pcap(let reader) = state { isAfterHeader = reader.hasHeader }
    if case .pcapng(let reader) = state { isAfterHeader = reader.hasSection }
    guard queue.count == 0, queue.missingSkip == 0, isAfterHeader else {
      let place = packetCount == 0 ? "before its first packet" : "after packet \(packetCount)"
      throw CaptureError(.endsEarly, at: end, "The file ends inside a record, \(place).")
    }
  }
}
