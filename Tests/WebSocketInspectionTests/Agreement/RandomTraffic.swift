import PerMessageDeflate
import TestSupport
import WebSocketProtocol

/// Makes what one end of a connection may send, right or wrong.
struct RandomTraffic {
  let sender: Role
  private var random: SeededGenerator
  private var deflater: Deflater?
  /// How many of a thousand frames are made wrong.
  private let wrongPerMille: Int
  private var bytes: [UInt8] = []

  init(from sender: Role, deflate: DeflateDirection?, wrongPerMille: Int, random: SeededGenerator) {
    self.sender = sender
    self.random = random
    self.wrongPerMille = wrongPerMille
    deflater = deflate.map { Deflater($0) }
  }

  /// Messages and control frames; at the end perhaps a close frame, and perhaps a frame cut off.
  mutating func stream(messages: Int) -> [UInt8] {
    bytes = []
    for _ in 0..<messages {
      if chance(4) { addControl() }
      addMessage()
    }
    if chance(2) { addClose() }
    if chance(6) { addMessage() }
    if chance(3) { bytes.removeLast(Int.random(in: 0...min(9, bytes.count), using: &random)) }
    return bytes
  }

  /// Bytes in pieces of random sizes.
  mutating func pieces(of bytes: [UInt8]) -> [[UInt8]] {
    let sizes = bytes.count < 2000 ? [1, 3, 20, 300, 100_000] : [1000, 5000, 100_000]
    let largest = sizes.randomElement(using: &random) ?? 1
    var pieces: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + Int.random(in: 1...largest, using: &random))
      pieces.append(Array(bytes[start..<end]))
      start = end
    }
    return pieces
  }

  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }
  private mutating func goesWrong() -> Bool {
    Int.random(in: 0..<1000, using: &random) < wrongPerMille
  }

  // MARK: - Messages

  private mutating func addMessage() {
    let isText = Bool.random(using: &random)
    var content = isText ? text() : data()
    if isText, goesWrong() { damage(&content) }
    let count = chance(3) ? Int.random(in: 2...4, using: &random) : 1
    var payloads = fragments(of: content, count)
    let isCompressed = compress(&payloads)
    for (index, payload) in payloads.enumerated() {
      if index > 0, chance(3) { addControl() }
      addFrame(
        index == 0 ? (isText ? .text : .binary) : .continuation, payload,
        isFinal: index == payloads.count - 1,
        bits: isCompressed && index == 0 ? .rsv1 : [])
    }
  }

  private mutating func text() -> [UInt8] {
    let characters = "abc é你👋\u{7ff}\u{800}\u{ffff}\u{10000}\u{10ffff}\0".unicodeScalars.map { $0 }
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...(chance(20) ? 40_000 : 60), using: &random) {
      text.append(characters.randomElement(using: &random) ?? "a")
    }
    return Array(String(text).utf8)
  }

  private mutating func data() -> [UInt8] {
    let count = [0, 1, 124, 125, 126, 127, 200, 65_535, 65_536].randomElement(using: &random) ?? 0
    let isLarge = count > 1000 && !chance(4)
    let step = UInt8.random(in: 0...255, using: &random)
    return (0..<(isLarge ? 5 : count)).map { UInt8(truncatingIfNeeded: $0) &* step }
  }

  private mutating func damage(_ content: inout [UInt8]) {
    guard !content.isEmpty else { return content.append(0xff) }
    let place = Int.random(in: 0..<content.count, using: &random)
    content[place] = [0xff, 0xc0, 0x80, 0xed, 0xf5].randomElement(using: &random) ?? 0xff
  }

  private mutating func fragments(of content: [UInt8], _ count: Int) -> [[UInt8]] {
    let cuts = (1..<count).map { _ in Int.random(in: 0...content.count, using: &random) }.sorted()
    return zip([0] + cuts, cuts + [content.count]).map { Array(content[$0..<$1]) }
  }

  /// Compresses a message; cuts its data anew where each fragment need not be whole by itself.
  private mutating func compress(_ payloads: inout [[UInt8]]) -> Bool {
    guard chance(2), var deflater = deflater.take() else { return false }
    defer { self.deflater = deflater }
    if chance(2) {
      let message = payloads.flatMap { $0 }
      var data: [UInt8] = []
      guard deflater.deflate(message.span, appendingTo: &data) else { return false }
      payloads = fragments(of: data, payloads.count)
    } else {
      for index in payloads.indices {
        let payload = payloads[index]
        payloads[index] = []
        _ = deflater.deflateFragment(
          payload.span, isFinal: index == payloads.count - 1, appendingTo: &payloads[index])
      }
    }
    if goesWrong(), let index = payloads.indices.randomElement(using: &random) {
      damage(&payloads[index])
    }
    return true
  }

  // MARK: - Control frames

  private mutating func addControl() {
    let count = [0, 1, 5, 125, goesWrong() ? 126 : 2].randomElement(using: &random) ?? 0
    let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
    addFrame(chance(2) ? .ping : .pong, payload, isFinal: !goesWrong())
  }

  private mutating func addClose() {
    var payload: [UInt8] = []
    if !chance(4) {
      let code: UInt16 = [1000, 1001, 1011, 3000, 4999].randomElement(using: &random) ?? 1000
      payload = ClosePayload(code: CloseCode(rawValue: code), reason: chance(2) ? "" : "adé").bytes
    }
    if goesWrong() {
      payload = [[3], [3, 0xed], [3, 0xe8, 0xff], [0, 0]].randomElement(using: &random) ?? [3]
    }
    addFrame(.close, payload, isFinal: true)
  }

  // MARK: - Frames

  private mutating func addFrame(
    _ opcode: Opcode, _ payload: [UInt8], isFinal: Bool, bits: ReservedBits = []
  ) {
    var header = FrameHeader(
      isFinal: isFinal, reservedBits: bits, opcode: opcode,
      maskingKey: sender == .client ? MaskingKey(rawValue: random.next() as UInt32) : nil,
      payloadLength: UInt64(payload.count))
    if goesWrong() { spoil(&header) }
    bytes += header.bytes
    bytes += payload.indices.map { payload[$0] ^ (header.maskingKey?[$0] ?? 0) }
  }

  private mutating func spoil(_ header: inout FrameHeader) {
    for _ in 0...(chance(3) ? 1 : 0) {
      switch Int.random(in: 0..<7, using: &random) {
      case 0: header.maskingKey = header.isMasked ? nil : exampleKey
      case 1: header.reservedBits.formSymmetricDifference(.rsv1)
      case 2: header.reservedBits.insert(chance(2) ? .rsv2 : .rsv3)
      case 3: header.opcode = Opcode(inFirstByte: UInt8.random(in: 0...15, using: &random))
      case 4: header.isFinal.toggle()
      case 5: header.lengthEncoding = chance(2) ? .sixteenBits : .sixtyFourBits
      default:
        header.lengthEncoding = .sixtyFourBits
        header.payloadLength |= 1 << 63
      }
    }
  }
}
