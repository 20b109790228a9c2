import FrameDiagram
import TestSupport
import WebSocketProtocol

/// Frames of all sorts, legal and not, whole and cut, from a seed.
struct RandomFrames {
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func next() -> SampleFrame {
    let length = pick([0, 1, 2, 5, 20, 60, 125, 126, 300, 65_536])
    let payload =
      length > 300 ? bytes(length) : Bool.random(using: &random) ? text(length) : bytes(length)
    let declared =
      Int.random(in: 0..<12, using: &random) == 0
      ? UInt64.random(in: 0 ... .max, using: &random) : UInt64(payload.count)
    let key =
      Bool.random(using: &random)
      ? MaskingKey(rawValue: UInt32.random(in: 0 ... .max, using: &random)) : nil
    let header = FrameHeader(
      isFinal: Bool.random(using: &random),
      reservedBits: ReservedBits(rawValue: Int.random(in: 0..<4, using: &random) == 0 ? byte() : 0),
      opcode: Opcode(inFirstByte: pick([0, 1, 1, 1, 2, 8, 9, 10, byte()])),
      maskingKey: key, payloadLength: declared,
      lengthEncoding: Int.random(in: 0..<6, using: &random) == 0 ? .sixtyFourBits : nil)
    var masked = payload
    key?.apply(to: &masked)
    var frame = header.bytes + masked
    if Int.random(in: 0..<4, using: &random) == 0 {
      frame = Array(frame.prefix(Int.random(in: 0...min(frame.count, 40), using: &random)))
    }
    let context = FrameContext(
      sender: pick([nil, .client, .server]), extensionBits: pick([nil, [], .rsv1]))
    return SampleFrame(name: "seed \(random.seed)", bytes: frame, context: context)
  }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func byte() -> UInt8 { UInt8.random(in: 0...255, using: &random) }

  private mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in byte() } }

  /// Characters of every width, and some that must never reach a terminal.
  private mutating func text(_ count: Int) -> [UInt8] {
    let characters = [
      "a", " ", "Z", "é", "e\u{301}", "你", "好", "👋🏽", "👩‍🚀", "🇨🇳", "❤️", "한", "\u{202e}", "\n",
      "\u{1b}[31m",
      "\u{9b}", "\u{7f}", "\\", "<", "&", "\"", "]]>", "\u{200b}", "\u{301}", "\u{e0041}",
      "\u{fffe}",
    ]
    var bytes: [UInt8] = []
    while bytes.count < count { bytes += pick(characters).utf8 }
    // A cut through a character is part of life.
    return Array(bytes.prefix(count))
  }
}
