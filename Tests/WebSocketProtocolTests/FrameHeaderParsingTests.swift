import Testing
import WebSocketProtocol

@Suite("Frame header parsing")
struct FrameHeaderParsingTests {
  /// The masked "Hello" of RFC 6455 §5.7.
  static let hello: [UInt8] = [
    0b1_000_0001,  // FIN, RSV 000, opcode text
    0b1_0000101,  // MASK, length 5
    0x37, 0xfa, 0x21, 0x3d,  // masking key
    0x7f, 0x9f, 0x4d, 0x51, 0x58,  // payload
  ]

  @Test("the RFC's masked Hello")
  func maskedHello() {
    let expected = FrameHeader(
      opcode: .text, maskingKey: MaskingKey(0x37, 0xfa, 0x21, 0x3d), payloadLength: 5)
    #expect(FrameHeader.parse(Self.hello) == .header(expected))
    #expect(expected.bytes == Array(Self.hello[..<6]))

    var payload = Array(Self.hello[6...])
    MaskingKey(0x37, 0xfa, 0x21, 0x3d).apply(to: &payload)
    #expect(payload == Array("Hello".utf8))
  }

  @Test("a cut header says how many bytes it lacks", arguments: 0..<6)
  func cut(at count: Int) {
    guard case .needMoreBytes(let missing, _) = FrameHeader.parse(Array(Self.hello[..<count]))
    else {
      Issue.record("a header of 6 bytes was read from \(count)")
      return
    }
    #expect(missing == (count < 2 ? 2 - count : 6 - count))
  }
}
