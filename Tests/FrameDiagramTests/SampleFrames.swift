import FrameDiagram
import Testing
import WebSocketProtocol

/// A frame to draw, with what is known of its surroundings.
struct SampleFrame: Sendable, CustomTestStringConvertible {
  var name: String
  var bytes: [UInt8]
  var context = FrameContext()

  var anatomy: FrameAnatomy {
    let record = FrameRecord(firstFrameOf: bytes)
    return FrameAnatomy(
      record: record, findings: FrameRules.judge(record, in: context), context: context)
  }
  var testDescription: String { name }
}

/// The masked "Hello" of RFC 6455 §5.7.
let hello: [UInt8] = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]

/// A masked text frame of at most 125 bytes.
private func masked(_ text: String, key: [UInt8] = [0x37, 0xfa, 0x21, 0x3d]) -> [UInt8] {
  masked(Array(text.utf8), key: key)
}

private func masked(_ payload: [UInt8], key: [UInt8] = [0x37, 0xfa, 0x21, 0x3d]) -> [UInt8] {
  [0x81, 0x80 | UInt8(payload.count)] + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
}

let sampleFrames: [SampleFrame] = [
  // RFC 6455 §5.7, in its order.
  SampleFrame(name: "rfc-hello-unmasked", bytes: [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]),
  SampleFrame(name: "rfc-hello-masked", bytes: hello),
  SampleFrame(name: "rfc-fragment-first", bytes: [0x01, 0x03, 0x48, 0x65, 0x6c]),
  SampleFrame(name: "rfc-fragment-last", bytes: [0x80, 0x02, 0x6c, 0x6f]),
  SampleFrame(name: "rfc-ping", bytes: [0x89, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]),
  SampleFrame(
    name: "rfc-pong-masked",
    bytes: [0x8a, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]),
  SampleFrame(
    name: "rfc-binary-256",
    bytes: [0x82, 0x7e, 0x01, 0x00] + (0..<256).map { UInt8($0) }),
  SampleFrame(
    name: "rfc-binary-65536",
    bytes: [0x82, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0] + (0..<65_536).map { UInt8($0 % 251) }),

  SampleFrame(
    name: "masked-16-bit",
    bytes: [0x81, 0xfe, 0x00, 0x7e, 1, 2, 3, 4]
      + (0..<126).map { 0x61 + UInt8($0 % 26) ^ UInt8($0 % 4 + 1) }),
  SampleFrame(
    name: "masked-64-bit-cut",
    bytes: [0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 1, 2, 3, 4, 5, 6, 7]),
  SampleFrame(name: "ping-empty", bytes: [0x89, 0x00], context: FrameContext(sender: .server)),

  // Close frames.
  SampleFrame(name: "close-empty", bytes: [0x88, 0x00]),
  SampleFrame(name: "close-one-byte", bytes: [0x88, 0x01, 0x03]),
  SampleFrame(name: "close-1000-bye", bytes: [0x88, 0x05, 0x03, 0xe8, 0x62, 0x79, 0x65]),
  SampleFrame(name: "close-1006", bytes: [0x88, 0x02, 0x03, 0xee]),
  SampleFrame(
    name: "close-masked",
    bytes: [0x88, 0x86, 1, 2, 3, 4, 0x03 ^ 1, 0xe9 ^ 2, 0xe5 ^ 3, 0x86 ^ 4, 0x8d ^ 1, 0x21 ^ 2],
    context: FrameContext(sender: .client, extensionBits: [])),

  // Text of all sorts.
  SampleFrame(name: "chinese-masked", bytes: masked("你好，世界！")),
  SampleFrame(name: "emoji-masked", bytes: masked("Hé 👋🏽 👩‍🚀 🇨🇳 ❤️!")),
  SampleFrame(
    name: "control-characters", bytes: masked("a\tb\r\n\u{1b}[31mred\u{7f}\u{9b}\u{202e}abc\\")),
  SampleFrame(
    name: "not-utf8", bytes: masked([0x48, 0xff, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0x69, 0xe4, 0xbd])),

  // What breaks a rule, and what may.
  SampleFrame(
    name: "wrong-rsv", bytes: [0xb1, 0x01, 0x41],
    context: FrameContext(sender: .server, extensionBits: [])),
  SampleFrame(name: "unknown-rsv", bytes: [0xc1, 0x07, 0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]),
  SampleFrame(
    name: "compressed", bytes: [0xc1, 0x07, 0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00],
    context: FrameContext(sender: .server, extensionBits: .rsv1)),
  SampleFrame(name: "wrong-opcode", bytes: [0x83, 0x00]),
  SampleFrame(name: "wrong-control-fragmented", bytes: [0x09, 0x00]),
  SampleFrame(
    name: "wrong-control-too-long",
    bytes: [0x89, 0x7e, 0x00, 0x7e] + Array(repeating: 0x2e, count: 126)),
  SampleFrame(name: "wrong-length-not-minimal", bytes: [0x82, 0x7e, 0x00, 0x02, 0x01, 0x02]),
  SampleFrame(
    name: "wrong-length-high-bit",
    bytes: [0x82, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
  SampleFrame(
    name: "wrong-client-unmasked", bytes: [0x81, 0x02, 0x48, 0x69],
    context: FrameContext(sender: .client)),
  SampleFrame(
    name: "wrong-server-masked", bytes: hello, context: FrameContext(sender: .server)),
  SampleFrame(
    name: "wrong-in-five-ways", bytes: [0x7b, 0xfe, 0x00, 0x03, 0, 0, 0, 0, 1, 2, 3],
    context: FrameContext(sender: .server, extensionBits: [])),
]
