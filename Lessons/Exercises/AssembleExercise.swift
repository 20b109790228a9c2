import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 7: adds a frame to a message.
  package static let assemble = Exercise(
    function: "assemble",
    signature: """
      func assemble(_ message: Message?, fin: Bool, opcode: UInt8, payload: [UInt8]) throws -> \
      Message?
      """,
    labels: [nil, "fin", "opcode", "payload"],
    calls: [
      frame(nil, fin: true, 1, text("Hello")),
      frame(nil, fin: false, 1, text("Hel")),
      frame((1, text("Hel")), fin: true, 0, text("lo")),
      frame((1, text("Hel")), fin: false, 0, text("lo, ")),
      frame((1, text("Hello, ")), fin: true, 0, text("world")),
      frame(nil, fin: true, 2, [0x00, 0xff, 0x0a]),
      frame(nil, fin: false, 2, [0x00, 0xff]),
      frame((2, [0x00, 0xff]), fin: false, 0, [0x80]),
      frame((2, [0x00, 0xff, 0x80]), fin: true, 0, [0x0a]),
      frame((1, text("Hel")), fin: true, 9, text("?")),
      frame(nil, fin: true, 9, text("?")),
      frame((2, [0x00, 0xff]), fin: true, 9, []),
      frame((1, text("Hel")), fin: true, 10, text("!")),
      frame(nil, fin: true, 10, []),
      frame((1, text("Hel")), fin: true, 8, [0x03, 0xe8]),
      frame(nil, fin: true, 8, [0x03, 0xe9]),
      frame(nil, fin: true, 1, []),
      frame(nil, fin: false, 1, []),
      frame((1, []), fin: false, 0, text("Hi")),
      frame((1, text("Hi")), fin: true, 0, []),
      frame((1, []), fin: true, 0, []),
      frame((1, []), fin: true, 9, []),
      // Half of "é", and the other half.
      frame(nil, fin: false, 1, [0x63, 0x61, 0x66, 0xc3]),
      frame((1, [0x63, 0x61, 0x66, 0xc3]), fin: true, 0, [0xa9]),
      frame((1, [0x63, 0x61, 0x66, 0xc3]), fin: false, 0, [0xa9, 0x20]),
      frame(nil, fin: true, 0, text("lo")),
      frame(nil, fin: false, 0, text("lo")),
      frame((1, text("Hel")), fin: true, 1, text("Hello")),
      frame((1, text("Hel")), fin: false, 1, text("lo")),
      frame((1, text("Hel")), fin: true, 2, [0x00]),
      frame((2, [0x00, 0xff]), fin: false, 2, [0x80]),
      frame((1, []), fin: true, 1, text("Hi")),
      frame((1, text("x")), fin: true, 0, Array(repeating: 0x78, count: 300)),
    ],
    mistakes: KnownMistakes(AssembleAttempt.parts)
  ) { arguments in
    AssembleCall(arguments).map { $0.right } ?? .threw
  }
  .with {
    $0.resultType = "Message"
    $0.resultNames = ["opcode", "payload", "isComplete"]
  }

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func frame(
    _ message: (opcode: UInt64, payload: [UInt8])?, fin: Bool, _ opcode: UInt64, _ payload: [UInt8]
  ) -> [WorkValue] {
    let message = message.map {
      WorkValue.list([.number($0.opcode), .bytes($0.payload), .flag(false)])
    }
    return [message ?? .nothing, .flag(fin), .number(opcode), .bytes(payload)]
  }
}

/// The arguments of a call of `assemble`.
struct AssembleCall {
  /// The message so far; nil where none has begun.
  let message: (opcode: UInt64, payload: [UInt8])?
  let fin: Bool
  let opcode: UInt64
  let payload: [UInt8]

  init?(_ arguments: [WorkValue]) {
    guard arguments.count == 4, case .flag(let fin) = arguments[1],
      case .number(let opcode) = arguments[2], case .bytes(let payload) = arguments[3]
    else { return nil }
    (self.fin, self.opcode, self.payload) = (fin, opcode, payload)
    if case .list(let parts) = arguments[0], parts.count == 3, case .number(let opcode) = parts[0],
      case .bytes(let payload) = parts[1]
    {
      message = (opcode, payload)
    } else {
      message = nil
    }
  }

  /// The message as it is.
  var unchanged: Outcome {
    message.map { Self.message($0.opcode, $0.payload, isComplete: false) } ?? .returned([.nothing])
  }

  static func message(_ opcode: UInt64, _ payload: [UInt8], isComplete: Bool) -> Outcome {
    .returned([.number(opcode), .bytes(payload), .flag(isComplete)])
  }

  /// What the rules of this package say of the frame's place.
  var right: Outcome {
    guard let kind = Opcode(number: opcode) else { return .threw }
    var order = MessageOrder()
    if let begun = Opcode(number: message?.opcode) {
      _ = order.place(opcode: begun, isFinal: false)
    }
    switch order.place(opcode: kind, isFinal: fin) {
    case .begins: return Self.message(opcode, payload, isComplete: fin)
    case .continues:
      guard let message else { return .threw }
      return Self.message(message.opcode, message.payload + payload, isComplete: fin)
    case .standsApart: return unchanged
    case .interrupts, .continuesNothing: return .threw
    }
  }
}

extension Opcode {
  fileprivate init?(number: UInt64?) {
    guard let number, let opcode = Opcode(rawValue: UInt8(clamping: number)) else { return nil }
    self = opcode
  }
}
