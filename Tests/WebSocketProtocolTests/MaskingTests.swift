import Testing
import WebSocketProtocol

@Suite("Masking")
struct MaskingTests {
  static let key = MaskingKey(0x37, 0xfa, 0x21, 0x3d)

  /// RFC 6455 §5.3 as it stands: octet i XOR key octet i mod 4.
  private func plain(_ bytes: some Sequence<UInt8>, offset: Int) -> [UInt8] {
    let key: [UInt8] = [0x37, 0xfa, 0x21, 0x3d]
    return bytes.enumerated().map { $0.element ^ key[(offset + $0.offset) % 4] }
  }

  @Test("every length 0–300 at every offset is what the plain loop says", arguments: 0...7)
  func plainLoop(offset: Int) {
    for count in 0...300 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ offset) }
      var masked = bytes
      Self.key.apply(to: &masked, offset: offset)
      #expect(masked == plain(bytes, offset: offset), "\(count) bytes")
      Self.key.apply(to: &masked, offset: offset)
      #expect(masked == bytes, "\(count) bytes and back")
    }
  }

  @Test("at any place in memory, and never a byte beside it", arguments: 0...15)
  func unaligned(start: Int) {
    for count in 0...300 {
      let bytes = (0..<start + count + 9).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      var masked = bytes
      Self.key.apply(to: &masked, in: start..<start + count, offset: start)
      let expected =
        bytes[..<start] + plain(bytes[start..<start + count], offset: start)
        + bytes[(start + count)...]
      #expect(masked == Array(expected), "\(count) bytes")
    }
  }

  @Test("a payload in pieces is masked as if whole", arguments: [5, 8, 67, 130])
  func pieces(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    for cut in 0...count {
      var head = Array(bytes[..<cut])
      var tail = Array(bytes[cut...])
      Self.key.apply(to: &head)
      Self.key.apply(to: &tail, offset: cut)
      #expect(head + tail == plain(bytes, offset: 0), "cut before byte \(cut)")
    }
  }

  @Test("an offset far beyond 32 bits, as in a frame of many gigabytes")
  func farOffset() {
    var bytes: [UInt8] = Array(0..<20)
    Self.key.apply(to: &bytes, offset: Int.max)
    #expect(bytes == plain(0..<20, offset: 3))
  }
}
