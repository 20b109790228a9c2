import Foundation
import TestSupport
import WebSocketProtocol

/// A million small masked text frames, decoded.
///
/// Ours parses the header, copies and unmasks the payload, and validates it as UTF-8. Python
/// `websockets` parses, unmasks (in C) and checks the frame, in pieces of 64 KiB as from a socket; it
/// validates text later, which is not counted against it.
struct FrameBenchmark: Benchmark {
  static let name = "frames"

  private static let frameCount = 1_000_000

  func run(_ options: Options) throws -> [Figure] {
    let (stream, payloadByteCount) = Self.frames()
    let file = try TemporaryFile(stream)
    let figure = { outcome in
      Figure(
        subject: "decode a million masked frames", baseline: "Python websockets, Frame.parse",
        outcome: outcome, target: .speed(atLeast: 20))
    }
    guard Self.hasWebsockets(options.python) else {
      return [figure(.skipped("no websockets for \(options.python) (--python PATH)"))]
    }
    let arguments = ["-c", Self.script, file.path, "\(payloadByteCount)"]
    guard let python = Partner(command: options.python, arguments: arguments) else {
      return [figure(.skipped("no \(options.python) here"))]
    }
    // A round of Python's takes seconds, so that fewer are as good.
    let ratio = try race(
      decoding(stream, payloadByteCount), against: Contender.partner("python", python),
      rounds: min(options.rounds, 5))
    return [figure(.ratio(ratio))]
  }

  private func decoding(_ stream: [UInt8], _ payloadByteCount: Int) -> Contender {
    Contender.code("ours") {
      let decoded = Self.decode(stream.span)
      precondition(decoded == payloadByteCount, "not all frames were decoded")
      return UInt64(decoded)
    }
  }

  /// How many bytes of valid text all frames hold together.
  private static func decode(_ stream: Span<UInt8>) -> Int {
    var total = 0
    var position = 0
    var payload: [UInt8] = []
    while case .header(let header) = FrameHeader.parse(stream, at: position),
      let key = header.maskingKey
    {
      position += header.byteCount
      let end = position + Int(header.payloadLength)
      payload.removeAll(keepingCapacity: true)
      key.append(stream.extracting(position..<end), to: &payload)
      guard UTF8Validator.violation(in: payload) == nil else { return total }
      total += payload.count
      position = end
    }
    return total
  }

  /// Frames of 8–64 bytes of text, three of four ASCII, each with a key of its own.
  private static func frames() -> (stream: [UInt8], payloadByteCount: Int) {
    var generator = SeededGenerator(seed: 6455)
    // A thousand different texts suffice; the keys make the bytes differ.
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
      key.append(text.span, to: &stream)
      payloadByteCount += text.count
    }
    return (stream, payloadByteCount)
  }

  private static func hasWebsockets(_ python: String) -> Bool {
    guard Partner.finds(python) else { return false }
    let run = try? BuiltProgram(path: "/usr/bin/env").run([python, "-c", "import websockets"])
    return run?.status == 0
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
        start = time.perf_counter_ns()
        total = decode()
        elapsed = time.perf_counter_ns() - start
        print(elapsed if total == expected else 'wrong', flush=True)
    """
}
