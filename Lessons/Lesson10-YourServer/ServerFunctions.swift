import LessonExercises
import LessonKit

/// The fourteen functions, as the server calls them.
///
/// `call` makes each call: in another process, or in a test here.
struct ServerFunctions {
  var call: (Exercise, [WorkValue]) -> Outcome

  /// Makes a call, and reads its result.
  private func result<Result>(
    of exercise: Exercise, _ arguments: [WorkValue], as read: ([WorkValue]) -> Result?
  ) throws(FunctionFailure) -> Result {
    let reason: FunctionFailure.Reason
    switch call(exercise, arguments) {
    case .returned(let values):
      if let result = read(values) { return result }
      reason = .broken("returned something that cannot be used")
    case .threw(let text): reason = .threw(text)
    case .unwritten: reason = .broken("is not written")
    case .crashed: reason = .broken("crashed")
    case .timedOut: reason = .broken("took too long")
    }
    throw FunctionFailure(function: exercise.function, reason: reason)
  }
}

// MARK: - The functions, with their own types

extension ServerFunctions {
  func readRequest(
    _ bytes: [UInt8]
  ) throws(FunctionFailure) -> (status: Int, key: String, subprotocols: [String], byteCount: Int)? {
    try result(of: .readRequest, [.bytes(bytes)]) { values in
      if values == [.nothing] { return .some(nil) }
      guard values.count == 4, case .number(let status) = values[0],
        case .text(let key) = values[1],
        case .list(let names) = values[2], case .number(let count) = values[3],
        (1...UInt64(bytes.count)).contains(count)
      else { return nil }
      let subprotocols = names.compactMap { if case .text(let name) = $0 { name } else { nil } }
      return (Int(clamping: status), key, subprotocols, Int(count))
    }
  }

  func acceptValue(forKey key: String) throws(FunctionFailure) -> String {
    try result(of: .acceptValue, [.text(key)]) { values in
      if case .text(let value)? = values.first { value } else { nil }
    }
  }

  func writeResponse(
    status: Int, accept: String, subprotocol: String?
  ) throws(FunctionFailure) -> [UInt8] {
    let arguments: [WorkValue] = [
      .number(UInt64(clamping: status)), .text(accept), subprotocol.map { .text($0) } ?? .nothing,
    ]
    return try result(of: .writeResponse, arguments) { $0.first?.asBytes }
  }

  func decodeFrame(
    _ bytes: [UInt8]
  ) throws(FunctionFailure) -> (
    fin: Bool, opcode: UInt8, key: [UInt8], payload: [UInt8], byteCount: Int
  )? {
    try result(of: .decodeFrame, [.bytes(bytes)]) { values in
      if values == [.nothing] { return .some(nil) }
      guard values.count == 5, case .flag(let fin) = values[0],
        case .number(let opcode) = values[1],
        case .bytes(let key) = values[2], key.count == 4, case .bytes(let payload) = values[3],
        case .number(let count) = values[4], (1...UInt64(bytes.count)).contains(count)
      else { return nil }
      return (fin, UInt8(truncatingIfNeeded: opcode), key, payload, Int(count))
    }
  }

  func decodeLength(
    _ bytes: [UInt8]
  ) throws(FunctionFailure) -> (length: UInt64, byteCount: Int)? {
    try result(of: .decodeLength, [.bytes(bytes)]) { values in
      if values == [.nothing] { return .some(nil) }
      guard values.count == 2, case .number(let length) = values[0],
        case .number(let count) = values[1], (1...9).contains(count)
      else { return nil }
      return (length, Int(count))
    }
  }

  func unmask(_ payload: [UInt8], key: [UInt8]) throws(FunctionFailure) -> [UInt8] {
    try result(of: .unmask, [.bytes(payload), .bytes(key)]) { $0.first?.asBytes }
  }

  func assemble(
    _ message: Message?, fin: Bool, opcode: UInt8, payload: [UInt8]
  ) throws(FunctionFailure) -> Message {
    let arguments: [WorkValue] = [
      message?.value ?? .nothing, .flag(fin), .number(UInt64(opcode)), .bytes(payload),
    ]
    return try result(of: .assemble, arguments) { Message($0) }
  }

  func checkUTF8(_ bytes: [UInt8], isLast: Bool) throws(FunctionFailure) -> Int {
    try result(of: .checkUTF8, [.bytes(bytes), .flag(isLast)]) { values in
      guard case .number(let count)? = values.first, count <= bytes.count else { return nil }
      return Int(count)
    }
  }

  func pong(answering payload: [UInt8]) throws(FunctionFailure) -> [UInt8] {
    try result(of: .pong, [.bytes(payload)]) { $0.first?.asBytes }
  }

  func encodeTextFrame(_ text: String) throws(FunctionFailure) -> [UInt8] {
    try result(of: .encodeTextFrame, [.text(text)]) { $0.first?.asBytes }
  }

  func encodeLength(_ length: UInt64, masked: Bool) throws(FunctionFailure) -> [UInt8] {
    try result(of: .encodeLength, [.number(length), .flag(masked)]) { $0.first?.asBytes }
  }

  func parseClose(
    _ payload: [UInt8]
  ) throws(FunctionFailure) -> (code: UInt16?, reason: String) {
    try result(of: .parseClose, [.bytes(payload)]) { values in
      guard values.count == 2, case .text(let reason) = values[1] else { return nil }
      guard case .number(let code) = values[0] else { return (nil, reason) }
      return (UInt16(truncatingIfNeeded: code), reason)
    }
  }

  func closeReply(to payload: [UInt8]) throws(FunctionFailure) -> [UInt8] {
    try result(of: .closeReply, [.bytes(payload)]) { $0.first?.asBytes }
  }

  func closePayload(code: UInt16?, reason: String) throws(FunctionFailure) -> [UInt8] {
    let code: WorkValue = code.map { .number(UInt64($0)) } ?? .nothing
    return try result(of: .closePayload, [code, .text(reason)]) { $0.first?.asBytes }
  }
}

/// Lesson 7's message, as far as its frames have come.
struct Message: Equatable {
  var opcode: UInt8
  var payload: [UInt8]
  var isComplete: Bool

  fileprivate var value: WorkValue {
    .list([.number(UInt64(opcode)), .bytes(payload), .flag(isComplete)])
  }

  fileprivate init?(_ values: [WorkValue]) {
    guard values.count == 3, case .number(let opcode) = values[0],
      case .bytes(let payload) = values[1], case .flag(let isComplete) = values[2]
    else { return nil }
    (self.opcode, self.payload, self.isComplete) = (
      UInt8(truncatingIfNeeded: opcode), payload, isComplete
    )
  }
}
