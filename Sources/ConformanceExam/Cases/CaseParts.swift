import WebSocketProtocol

// What many cases are made of.

extension Set<Capability> {
  static let opening: Set<Capability> = [.opening]
  static let echo: Set<Capability> = [.opening, .echo]
  static let compression: Set<Capability> = [.opening, .echo, .compression]
}

extension ExamCase {
  /// Frames that come back as messages.
  static func echo(
    _ id: String, _ title: String, section: String, autobahn: [String] = [], lesson: Int? = nil,
    cut: Cut = .whole, _ frames: @escaping @Sendable () -> [ExamFrame]
  ) -> ExamCase {
    ExamCase(
      id, title, section: section, autobahn: autobahn, needs: .echo, lesson: lesson
    ) {
      let frames = frames()
      return [.send(frames.map { .frame($0) }, cut), .expect(Answer.expected(for: frames))]
    }
  }

  /// Frames the last of which breaks a rule; what is before it may be answered.
  static func failure(
    _ id: String, _ title: String, section: String, autobahn: [String] = [],
    needs: Set<Capability> = .opening, lesson: Int? = nil, codes: [UInt16] = [1002],
    cut: Cut = .whole, _ frames: @escaping @Sendable () -> [ExamFrame]
  ) -> ExamCase {
    ExamCase(
      id, title, section: section, autobahn: autobahn, needs: needs, lesson: lesson
    ) {
      let frames = frames()
      let answers = Answer.expected(for: Array(frames.dropLast()))
      return [.send(frames.map { .frame($0) }, cut), .fails(codes, after: answers)]
    }
  }

  /// A frame that breaks a rule, in the middle of others: whatever follows it must not be answered.
  static func failure(
    _ id: String, _ title: String, section: String, autobahn: [String] = [], lesson: Int? = nil,
    codes: [UInt16] = [1002], cut: Cut = .whole, right: [ExamFrame], wrong: ExamFrame,
    ignored: [ExamFrame]
  ) -> ExamCase {
    ExamCase(id, title, section: section, autobahn: autobahn, lesson: lesson) {
      [
        .send((right + [wrong] + ignored).map { .frame($0) }, cut),
        .fails(codes, after: Answer.expected(for: right)),
      ]
    }
  }
}

extension Answer {
  /// What an echo server sends for these frames, if each keeps the rules.
  static func expected(for frames: [ExamFrame]) -> [Answer] {
    var answers: [Answer] = []
    var message: (opcode: Opcode, payload: [UInt8])?
    for frame in frames {
      switch frame.opcode {
      case .ping: answers.append(.pong(frame.payload))
      case .text, .binary, .continuation:
        let opcode = message?.opcode ?? frame.opcode
        let payload = (message?.payload ?? []) + frame.payload
        if frame.isFinal { answers.append(.message(opcode, payload)) }
        message = frame.isFinal ? nil : (opcode, payload)
      default: break
      }
    }
    return answers
  }
}

/// Payloads that are the same each time, and in which no two places look alike for long.
enum Payload {
  /// Letters for a text, any bytes for others.
  static func of(_ count: Int, _ opcode: Opcode = .binary) -> [UInt8] {
    let all = opcode == .text ? letters : bytes
    guard count > all.count else { return Array(all[..<count]) }
    var long: [UInt8] = []
    long.reserveCapacity(count + all.count)
    while long.count < count { long += all }
    return Array(long[..<count])
  }

  /// An odd number of bytes, so that what is repeated does not fall together with any power of two.
  private static let bytes = SplitMix(seed: 1).someBytes(150_001)
  private static let letters = bytes.map { 0x61 + $0 % 26 }
}
