// swift-format-ignore-file: NeverForceUnwrap
// Ways to write lesson 7's functions; the environment says which one to use. The comment after a case says
// what the check must find: "passes", "unknown", or a word from the explanation of the call that is shown,
// and after "later" one from the explanation of later calls.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""

struct Message {
  var opcode: UInt8
  var payload: [UInt8]
  var isComplete: Bool
}

enum Wrong: Error { case order, text, length }

func assemble(
  _ message: Message?, fin: Bool, opcode: UInt8, payload: [UInt8]
) throws -> Message? {
  /// A continuation and a beginning, as they should be.
  func continued() throws -> Message {
    guard let message else { throw Wrong.order }
    return Message(opcode: message.opcode, payload: message.payload + payload, isComplete: fin)
  }
  func begun() throws -> Message {
    if message != nil { throw Wrong.order }
    return Message(opcode: opcode, payload: payload, isComplete: fin)
  }
  switch variant {
  case "switch":  // passes
    switch (opcode, message) {
    case (8..., _): return message
    case (0, var longer?):
      longer.payload.append(contentsOf: payload)
      longer.isComplete = fin
      return longer
    case (1...2, nil): return Message(opcode: opcode, payload: payload, isComplete: fin)
    default: throw Wrong.order
    }
  case "by bits":  // passes
    if opcode & 0b1000 != 0 { return message }
    return opcode == 0 ? try continued() : try begun()
  case "every frame a message, with its FIN":  // frame.fin-ignored, each frame by itself
    return Message(opcode: opcode, payload: payload, isComplete: fin)
  case "every frame a message":  // frame.fin-ignored, each frame by itself
    return Message(opcode: opcode, payload: payload, isComplete: true)
  case "FIN ignored":  // frame.fin-ignored, every frame for a whole message
    if opcode >= 8 { return message }
    var result = opcode == 0 ? try continued() : try begun()
    result.isComplete = true
    return result
  case "never complete":  // frame.fin-ignored, never complete
    if opcode >= 8 { return message }
    var result = opcode == 0 ? try continued() : try begun()
    result.isComplete = false
    return result
  case "continuations never complete":  // frame.fin-ignored, continuations never
    if opcode >= 8 { return message }
    guard opcode == 0 else { return try begun() }
    guard var longer = message else { throw Wrong.order }
    longer.payload += payload
    return longer
  case "FIN the wrong way":  // the wrong way round
    if opcode >= 8 { return message }
    var result = opcode == 0 ? try continued() : try begun()
    result.isComplete = !fin
    return result
  case "last opcode":  // last frame
    if opcode >= 8 { return message }
    guard opcode == 0 else { return try begun() }
    var longer = try continued()
    longer.opcode = opcode
    return longer
  case "always text":  // made every message text
    if opcode >= 8 { return message }
    guard opcode == 0 else {
      var first = try begun()
      first.opcode = 1
      return first
    }
    return try continued()
  case "payload replaced":  // replaced the payload
    if opcode >= 8 { return message }
    guard opcode == 0 else { return try begun() }
    guard var longer = message else { throw Wrong.order }
    longer.payload = payload
    longer.isComplete = fin
    return longer
  case "payload in front":  // before the message's
    if opcode >= 8 { return message }
    guard opcode == 0 else { return try begun() }
    guard var longer = message else { throw Wrong.order }
    longer.payload = payload + longer.payload
    longer.isComplete = fin
    return longer
  case "payload forgotten":  // did not add
    if opcode >= 8 { return message }
    guard opcode == 0 else { return try begun() }
    guard var longer = message else { throw Wrong.order }
    longer.isComplete = fin
    return longer
  case "control frames lose it":  // frame.control-in-message, returned nil
    if opcode >= 8 { return nil }
    return opcode == 0 ? try continued() : try begun()
  case "control frames complete it":  // frame.control-in-message, complete the message
    if opcode >= 8 {
      var same = message
      same?.isComplete = fin
      return same
    }
    return opcode == 0 ? try continued() : try begun()
  case "control frames in it":  // frame.control-in-message, into the message
    guard opcode == 1 || opcode == 2 else {
      guard var longer = message else {
        if opcode >= 8 { return nil }
        throw Wrong.order
      }
      longer.payload += payload
      longer.isComplete = fin
      return longer
    }
    return try begun()
  case "control frames throw":  // frame.control-in-message, threw
    if opcode == 0 { return try continued() }
    guard opcode < 8 else { throw Wrong.order }
    return try begun()
  case "control frames throw inside":  // frame.control-in-message, between two fragments
    if opcode >= 8 {
      if message != nil { throw Wrong.order }
      return nil
    }
    return opcode == 0 ? try continued() : try begun()
  case "only pings":  // frame.control-in-message, 8, close
    if opcode == 9 { return message }
    return opcode == 0 ? try continued() : try begun()
  case "no close":  // frame.control-in-message, 8, close
    if opcode == 9 || opcode == 10 { return message }
    return opcode == 0 ? try continued() : try begun()
  case "above 8":  // frame.control-in-message, 8, close
    if opcode > 8 { return message }
    return opcode == 0 ? try continued() : try begun()
  case "no control frames":  // frame.control-in-message, 8, 9 and 10
    return opcode == 0 ? try continued() : try begun()
  case "unwrapped":  // unwrapped a message that is nil
    if opcode >= 8 { return message }
    guard opcode == 0 else { return try begun() }
    return Message(opcode: message!.opcode, payload: message!.payload + payload, isComplete: fin)
  case "continuation begins":  // began a message with a continuation
    if opcode >= 8 { return message }
    guard opcode == 0, message != nil else {
      if opcode != 0 { return try begun() }
      return Message(opcode: opcode, payload: payload, isComplete: fin)
    }
    return try continued()
  case "continuation of nothing is nil":  // returned nil for a continuation
    if opcode >= 8 { return message }
    guard opcode == 0 else { return try begun() }
    return message == nil ? nil : try continued()
  case "new replaces old":  // dropped the one
    if opcode >= 8 { return message }
    guard opcode == 0 else { return Message(opcode: opcode, payload: payload, isComplete: fin) }
    return try continued()
  case "new joins old":  // added a new message
    if opcode >= 8 { return message }
    guard let message else { return opcode == 0 ? try continued() : try begun() }
    return Message(opcode: message.opcode, payload: message.payload + payload, isComplete: fin)
  case "new skipped":  // skipped a new message
    if opcode >= 8 { return message }
    if opcode != 0, let message { return message }
    return opcode == 0 ? try continued() : try begun()
  case "empty is nothing":  // without bytes for nil
    if opcode >= 8 { return message }
    let before = message?.payload ?? []
    if opcode == 0 {
      guard let message, !before.isEmpty else { throw Wrong.order }
      return Message(opcode: message.opcode, payload: before + payload, isComplete: fin)
    }
    guard before.isEmpty else { throw Wrong.order }
    return Message(opcode: opcode, payload: payload, isComplete: fin)
  case "empty refused":  // threw for an empty frame
    if opcode >= 8 { return message }
    guard !payload.isEmpty else { throw Wrong.length }
    return opcode == 0 ? try continued() : try begun()
  case "fragments as text":  // text.per-fragment, Binary
    if opcode >= 8 { return message }
    let bytes = Array(String(decoding: payload, as: UTF8.self).utf8)
    guard opcode == 0 else {
      var first = try begun()
      first.payload = bytes
      return first
    }
    guard let message else { throw Wrong.order }
    return Message(opcode: message.opcode, payload: message.payload + bytes, isComplete: fin)
  case "fragments of text as text":  // text.per-fragment, made text of each
    if opcode >= 8 { return message }
    let isText = opcode == 1 || message?.opcode == 1
    let bytes = isText ? Array(String(decoding: payload, as: UTF8.self).utf8) : payload
    guard opcode == 0 else {
      var first = try begun()
      first.payload = bytes
      return first
    }
    guard let message else { throw Wrong.order }
    return Message(opcode: message.opcode, payload: message.payload + bytes, isComplete: fin)
  case "fragments checked":  // text.per-fragment, refused a fragment
    if opcode >= 8 { return message }
    if opcode == 1 || opcode == 0 && message?.opcode == 1 {
      guard String(validating: payload, as: UTF8.self) != nil else { throw Wrong.text }
    }
    return opcode == 0 ? try continued() : try begun()
  case "FIN ignored, and pings lose it":  // frame.fin-ignored; later frame.control-in-message
    if opcode >= 8 { return nil }
    var result = opcode == 0 ? try continued() : try begun()
    result.isComplete = true
    return result
  case "replaced, with the last opcode":  // replaced the payload, last frame
    if opcode >= 8 { return message }
    guard opcode == 0 else { return try begun() }
    guard message != nil else { throw Wrong.order }
    return Message(opcode: opcode, payload: payload, isComplete: fin)
  default: fatalError()
  }
}

func pong(answering payload: [UInt8]) throws -> [UInt8] {
  let count = UInt8(payload.count)
  switch variant {
  case "array":  // passes
    return [0b1000_1010, count] + payload
  case "appended":  // passes
    var frame: [UInt8] = []
    frame.append(0x80 | 0xa)
    frame.append(count)
    frame.append(contentsOf: payload)
    return frame
  case "ping back":  // opcode is 9, ping
    return [0x89, count] + payload
  case "no FIN":  // control.fragmented, FIN is 0
    return [0x0a, count] + payload
  case "text":  // opcode is 1, text
    return [0x81, count] + payload
  case "10 in hex":  // You wrote 10
    return [0x80 | 0x10, count] + payload
  case "empty pong":  // ping.empty-pong, Your pong is empty
    return [0x8a, 0]
  case "own payload":  // ping.empty-pong, of your own
    return [0x8a, 4] + Array("pong".utf8)
  case "as text":  // ping.empty-pong, made text
    let text = Array(String(decoding: payload, as: UTF8.self).utf8)
    return [0x8a, UInt8(text.count)] + text
  case "length missing":  // length is missing
    return [0x8a] + payload
  case "length 0":  // length is always 0
    return [0x8a, 0] + payload
  case "length with the header":  // two header bytes too
    return [0x8a, count + 2] + payload
  case "16 bits":  // length.non-minimal
    return [0x8a, 126, 0, count] + payload
  case "masked":  // mask.server-masks, masked the pong
    let key: [UInt8] = [9, 8, 7, 6]
    return [0x8a, 0x80 | count] + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
  case "MASK without a key":  // no key
    return [0x8a, 0x80 | count] + payload
  case "empty refused":  // threw for an empty ping
    guard !payload.isEmpty else { throw Wrong.length }
    return [0x8a, count] + payload
  case "empty unanswered":  // no frame for an empty ping
    return payload.isEmpty ? [] : [0x8a, count] + payload
  case "below 125":  // control.too-long, 125 bytes
    guard payload.count < 125 else { throw Wrong.length }
    return [0x8a, count] + payload
  case "payload alone":  // payload alone
    return payload
  case "header alone":  // header alone
    return [0x8a, count]
  case "ping back, empty":  // opcode is 9, ping, Your pong is empty
    return [0x89, 0]
  default: fatalError()
  }
}
