import Foundation
import LessonExercises
import LessonKit
import TestSupport
import Testing

/// Wrong code does not pass: every small change of a solution that changes any result is found.
@Suite struct MutantTests {
  @Test(arguments: writingLessons) func noWrongMutantPasses(lesson: Int) throws {
    let exercises = exercises(of: lesson)
    var file = MutantFile(solution: try text(course.solution(lesson)), exercises: exercises)
    let workbook = try file.compile(lesson: lesson)
    workbook.timeLimit = .seconds(1)
    #expect(file.mutants.count > 10)
    for (number, mutant) in file.mutants.sorted(by: { $0.key < $1.key }) {
      workbook.environment = ["MUTANT": "\(number)"]
      for exercise in exercises
      where file.reaches(mutant, from: exercise.function)
        && workbook.firstWrong(of: exercise, among: exercise.calls) == nil
      {
        let inputs = MutantInputs.inputs(for: exercise.function)
        let wrong = workbook.firstWrong(of: exercise, among: inputs)
        #expect(wrong == nil, "passes: \(exercise.function), \(mutant.change)")
      }
    }
  }
}

/// Many more inputs of each function than a check has: all small ones, the edges, and random ones.
enum MutantInputs {
  static func inputs(for function: String) -> [[WorkValue]] {
    switch function {
    case "acceptValue": keys
    case "encodeTextFrame": texts.map { [.text($0)] }
    case "unmask": masked
    case "encodeLength":
      lengths.flatMap { [[.number($0), .flag(false)], [.number($0), .flag(true)]] }
    case "decodeLength": lengthBytes.map { [.bytes($0)] }
    case "closePayload": closes
    case "parseClose", "closeReply": closePayloads.map { [.bytes($0)] }
    case "decodeFrame": frames.map { [.bytes($0)] }
    case "checkUTF8":
      characters.flatMap { [[.bytes($0), .flag(false)], [.bytes($0), .flag(true)]] }
    case "readRequest": requests.map { [.bytes($0)] }
    case "writeResponse": responses
    case "assemble": fragments
    case "pong": random(Array(0...125)).map { [.bytes($0)] }
    default: []
    }
  }

  private static func random(_ counts: [Int]) -> [[UInt8]] {
    var random = SeededGenerator(seed: 6455)
    return counts.map { count in
      (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
  }

  private static let keys: [[WorkValue]] =
    random(Array(repeating: 16, count: 50)).enumerated().map { index, bytes in
      let blanks = ["", " ", "\r", " \r", "  "]
      let key = Data(bytes).base64EncodedString()
      return [.text(blanks[index % 3 == 0 ? index % 5 : 0] + key + blanks[index % 5])]
    }

  private static let texts = (0...300).flatMap { count in
    ["x", "é", "你", "🌍"].map { String(repeating: $0, count: count) }
  }

  private static let masked: [[WorkValue]] = zip(
    random(Array(0..<300)), random(Array(repeating: 4, count: 300))
  ).map { [.bytes($0), .bytes($1)] }

  private static let lengths: [UInt64] = {
    var lengths = Array(UInt64(0)...400) + Array(UInt64(65_400)...65_700) + [.max]
    for bit in 1..<64 {
      let power = UInt64(1) << UInt64(bit)
      lengths += [power - 1, power, power + 1]
    }
    return lengths
  }()

  private static let lengthBytes: [[UInt8]] = {
    var all: [[UInt8]] = []
    for first in UInt8.min...UInt8.max { all += [[first], [first, 1, 2, 3]] }
    for number in 0...400 {
      let (high, low) = (UInt8(number / 256), UInt8(number % 256))
      all += [[126, high, low], [254, high, low, 9], [127, 0, 0, 0, 0, 0, high, low, 0]]
      all += [[127, 0, 0, 0, 0, 0, 0, high, low], [255, high, low, 0, 0, 0, 0, 0, 1]]
    }
    for bytes in random(Array(0...10)) {
      for first: UInt8 in [126, 127, 254, 255] { all.append([first] + bytes) }
    }
    for bytes in random(Array(repeating: 8, count: 500)) { all.append([127] + bytes) }
    return all
  }()

  /// Every pair of first bytes, alone and before a key and some payload; frames that are cut
  /// everywhere, and others that follow.
  private static let frames: [[UInt8]] = {
    var all: [[UInt8]] = [[]]
    let payload = random([200])[0]
    for first in UInt8.min...UInt8.max {
      all.append([first])
      for second: UInt8 in [0, 1, 5, 124, 125, 126, 127] {
        for mask: UInt8 in [0, 128] {
          let start = [first, second | mask]
          all += [start, start + [0], start + payload, start + [0, 126] + payload]
          all += [start + [0, 0, 0, 0, 0, 1, 0, 0] + payload]
        }
      }
    }
    for bytes in lengthBytes where bytes.first ?? 0 >= 128 {
      all += [[0x82] + bytes, [0x82] + bytes + payload]
    }
    for count in [0, 1, 5, 125, 126, 200] {
      let length = count < 126 ? [128 | UInt8(count)] : [254, 0, UInt8(count)]
      let frame = [0x81] + length + [1, 2, 3, 4] + payload.prefix(count)
      for cut in 0...frame.count { all.append(Array(frame.prefix(cut))) }
      all.append(frame + frame)
    }
    return all
  }()

  /// All sequences of two bytes, and many of three and four with each kind of byte in each place.
  private static let characters: [[UInt8]] = {
    let all = Array(UInt8.min...UInt8.max)
    let kinds: [UInt8] = [
      0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1,
      0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf8, 0xff,
    ]
    var sequences: [[UInt8]] = [[]] + all.map { [$0] }
    sequences += all.flatMap { first in kinds.map { [first, $0] } + kinds.map { [$0, first] } }
    for first in kinds {
      for second in kinds {
        sequences += kinds.map { [first, second, $0] } + kinds.map { [first, second, 0x80, $0] }
        sequences.append([first, second, 0xbf, 0xbf, 0xbf])
      }
    }
    return sequences
  }()

  private static let codes =
    Array(UInt64(0)...1100) + Array(2900...3100) + Array(3900...5100)
    + [1500, 9999, 32_768, 65_535]

  private static let closes: [[WorkValue]] = {
    var all: [[WorkValue]] = codes.map { [.number($0), .text("")] }
    all += texts.prefix(520).map { [.number(1000), .text($0)] }
    all += ["", "x", "why"].map { [.nothing, .text($0)] }
    return all
  }()

  private static let closePayloads: [[UInt8]] = {
    var all: [[UInt8]] = codes.map { [UInt8($0 >> 8), UInt8($0 & 255)] } + [[]]
    for count in 0...123 { all.append([0x03, 0xe8] + [UInt8](repeating: 0x78, count: count)) }
    for bytes in random((0..<500).map { $0 % 5 }) { all.append([0x0f, 0xa0] + bytes) }
    for byte in UInt8.min...UInt8.max { all.append([byte]) }
    return all
  }()

  /// Heads of requests, from what each line may be.
  private static let requests: [[UInt8]] = {
    let choices = [
      ["GET / HTTP/1.1", "POST / HTTP/1.1", "GET /a/b?c HTTP/1.1", "GET / HTTP/1.0", "GET", ""],
      ["Host: a", "host:a:80", "", "Host: a\r\nHost: b"],
      ["Upgrade: websocket", "upgrade: h2c,WebSocket", "", "Upgrade: web", "Upgrade: a, b"],
      ["Connection: Upgrade", "Connection: a , upgrade\t", "", "Connection: upgraded"],
      [
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "sec-websocket-key:AAAAAAAAAAAAAAAAAAAAAA==",
        "", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Key: =",
      ],
      ["Sec-WebSocket-Version: 13", "sec-websocket-version:  13", "Sec-WebSocket-Version: 12"],
      [
        "", "Sec-WebSocket-Protocol: a, b",
        "Sec-WebSocket-Protocol: x\r\nX: y\r\nSec-WebSocket-Protocol: Z",
        "sec-websocket-protocol:a,b ,\tc", "A:", "B: c:d",
      ],
    ]
    var random = SeededGenerator(seed: 6)
    return (0..<2000).map { number in
      // Most lines are right, so that each wrong one decides often.
      let lines = choices.map { choice in
        Int.random(in: 0..<3, using: &random) > 0
          ? choice[0] : choice.randomElement(using: &random) ?? ""
      }
      let head = lines.filter { !$0.isEmpty }.map { $0 + "\r\n" }.joined() + "\r\n"
      let bytes = Array(head.utf8) + Array(repeating: UInt8(number % 256), count: number % 3)
      return number % 5 > 0 ? bytes : Array(bytes.prefix(number % 200))
    }
  }()

  private static let responses: [[WorkValue]] = [101, 400, 426].flatMap { status -> [[WorkValue]] in
    ["s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="].flatMap { accept in
      [WorkValue.nothing, .text("a"), .text("Chat.V2")].map {
        [.number(status), .text(accept), status == 101 ? $0 : .nothing]
      }
    }
  }

  /// Each kind of frame, after no message and after one that is not complete.
  private static let fragments: [[WorkValue]] = {
    let payloads = [[], [0xc3], Array("lo".utf8)] as [[UInt8]]
    let messages = [1, 2].flatMap { opcode in
      payloads.map { WorkValue.list([.number(opcode), .bytes($0), .flag(false)]) }
    }
    let data = [0, 1, 2].flatMap { opcode in [(opcode, true), (opcode, false)] }
    let frames = data + [8, 9, 10].map { ($0, true) }
    return ([.nothing] + messages).flatMap { message in
      frames.flatMap { opcode, fin in
        payloads.map { [message, .flag(fin), .number(UInt64(opcode)), .bytes($0)] }
      }
    }
  }()
}
