import Foundation
import TestSupport
import WebSocketProtocol

/// A million small masked text frames, decoded in two ways.
///
/// Once by the parts: parse the header, copy and unmask the payload, validate it as UTF-8. Once by
/// `Connection`, which applies all rules and hands out messages. Both have more to do than Python
/// `websockets` here, which parses, unmasks (in C) and checks the frame; it validates text later,
/// and that time is not counted. It and `Connection` get pieces of 64 KiB, as from a socket.
struct FrameBenchmark: Benchmark {
  static let name = "frames"

  private static let frameCount = 1_000_000
  private static let pieceByteCount = 64 << 10

  func run(_ options: Options) throws -> [Figure] {
    let (stream, payloadByteCount) = Self.frames()
    let ways = [("by the parts", Self.decodeByParts), ("by Connection", Self.decodeByConnection)]
    return try ways.map { name, decode in
      let ours = Contender.code(name) {
        let decoded = decode(stream)
        precondition(decoded == payloadByteCount, "not all frames were decoded")
        return UInt64(decoded)
      }
      return Figure(
        subject: "decode a million frames \(name)", baseline: "Python websockets, Frame.parse",
        outcome: try python(stream, payloadByteCount, ours, options),
        target: .speed(atLeast: 20))
    }
  }

  private func python(
    _ stream: [UInt8], _ payloadByteCount: Int, _ ours: Contender, _ options: Options
  ) throws -> Figure.Outcome {
    guard Partner.python(options.python, canImport: "websockets") else {
      return .skipped("no websockets for \(options.python) (--python PATH)")
    }
    let file = try PayloadFile(stream)
    let arguments = ["-c", Self.script, file.path, "\(payloadByteCount)"]
    guard let python = Partner(command: options.python, arguments: arguments) else {
      return .skipped("\(options.python) is not installed")
    }
    // A round of Python's takes seconds, so fewer rounds are enough.
    return .ratio(
      try race(ours, against: .partner("python", python), rounds: min(options.rounds, 5)))
  }

  /// How many bytes of valid text all frames hold together.
  private static func decodeByParts(_ stream: [UInt8]) -> Int {
    var total = 0
    var position = 0
    var payload: [UInt8] = []
    while case .header(let header) = FrameHeader.parse(stream.span, at: position),
      let key = header.maskingKey
    {
      position += header.byteCount
      let end = position + Int(header.payloadLength)
      payload.removeAll(keepingCapacity: true)
      payload += stream[position..<end]
      key.apply(to: &payload)
      guard UTF8Validator.violation(in: payload) == nil else { return total }
      total += payload.count
      position = end
    }
    return total
  }

  private static func decodeByConnection(_ stream: [UInt8]) -> Int {
    var connection = Connection(role: .server, randomness: SystemRandomNumberGenerator())
    var total = 0
    for start in stride(from: 0, to: stream.count, by: pieceByteCount) {
      let end = min(start + pieceByteCount, stream.count)
      connection.receive(stream.span.extracting(start..<end))
      while case .message(let message)? = connection.nextEvent() {
        total += message.payload.count
      }
    }
    return total
  }

  /// Frames of 8–64 bytes of text, three of four ASCII, each with a key of its own.
  private static func frames() -> (stream: [UInt8], payloadByteCount: Int) {
    var generator = SeededGenerator(seed: 6455)
    // A thousand different texts are enough; the keys make the bytes differ.
    let texts = (0..<1000).map { number in
      Payloads.text(
        8 + number % 54, from: number % 4 == 0 ? Payloads.mixed : Payloads.ascii, seed: number)
    }
    var stream: [UInt8] = []
    var payloadByteCount = 0
    for _ in 0..<frameCount {
      let text = texts[Int.random(in: texts.indices, using: &generator)]
      let key = MaskingKey(rawValue: .random(in: .min ... .max, using: &generator))
      let header = FrameHeader(
        opcode: .text, maskingKey: key, payloadLength: UInt64(text.count))
      header.write(to: &stream)
      stream += text
      key.apply(to: &stream, in: stream.count - text.count..<stream.count)
      payloadByteCount += text.count
    }
    return (stream, payloadByteCount)
  }

  private static let script = """
    import sys, time
    from websockets.frames import Frame
    from websockets.streams import StreamReader
    stream, expected = open(sys.argv[1], 'rb').read(), int(sys.argv[2])

    def decode():
        reader, total, parser = StreamReader(), 0, None
        for start in range(0, len(stream), 65536):
            reader.feed_data(stream[start:start + 65536])
            while True:
                if parser is None:
                    parser = Frame.parse(reader.read_exact, mask=True)
                try:
                    next(parser)
                    break
                except StopIteration as done:
                    total += len(done.value.data)
                    parser = None
        return total

    for line in sys.stdin:
        start = time.process_time_ns()
        total = decode()
        elapsed = time.process_time_ns() - start
        print(elapsed if total == expected else 'wrong', flush=True)
    """
}
