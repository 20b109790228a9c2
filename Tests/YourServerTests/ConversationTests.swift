import LessonExercises
import LessonKit
import TestSupport
import Testing
import WebSocketProtocol

@testable import lesson10

/// The server between the functions: what it makes of what they return.
@Suite struct ConversationTests {
  @Test(arguments: Rehearsal.all.indices) func rightFunctionsMakeARightServer(index: Int) throws {
    let rehearsal = Rehearsal.all[index]
    #expect(try rehearsal.play(on: rightFunctions) == rehearsal.wanted, "\(rehearsal.title)")
  }

  /// Every function has a part in the talks of the check: without it, one of them goes wrong.
  @Test(arguments: Exercise.all.map(\.function))
  func theTalksNeedEveryFunction(function: String) throws {
    // Only the log uses what the client's close frame says.
    guard function != "parseClose" else { return }
    let functions = ServerFunctions(except: function) { _ in .threw }
    let seen = try Rehearsal.all.map { try $0.play(on: functions) }
    #expect(seen != Rehearsal.all.map(\.wanted))
  }

  private func events(
    _ functions: ServerFunctions = rightFunctions, after pieces: [UInt8]...
  ) throws -> [Conversation.Event] {
    var events: [Conversation.Event] = []
    let conversation = Conversation(functions) { events.append($0) }
    let key = try SecWebSocketKey("dGhlIHNhbXBsZSBub25jZQ==")
    for piece in [try Rehearsal.request.bytes(key: key)] + pieces { conversation.receive(piece) }
    return events
  }

  private func closeCode(_ events: [Conversation.Event]) -> UInt16? {
    for case .sends(.frame, let bytes) in events where bytes.first == 0x88 {
      return bytes.count >= 4 ? UInt16(bytes[2]) << 8 | UInt16(bytes[3]) : nil
    }
    return nil
  }

  @Test func theCodeSaysWhoIsWrong() throws {
    let frame = Rehearsal.frame(.text, "Hello".utf8)
    for (function, outcome, code) in [
      ("decodeFrame", .threw, 1002), ("assemble", .threw, 1002), ("checkUTF8", .threw, 1007),
      ("unmask", .threw, 1011), ("encodeTextFrame", .threw, 1011),
      ("decodeFrame", .crashed(.index), 1011), ("checkUTF8", .timedOut, 1011),
      ("assemble", .returned([.nothing]), 1011), ("unmask", .returned([.number(1)]), 1011),
    ] as [(String, Outcome, UInt16)] {
      let events = try events(ServerFunctions(except: function) { _ in outcome }, after: frame)
      #expect(closeCode(events) == code, "\(function) \(outcome)")
    }
  }

  @Test func aRequestThatAFunctionCannotAnswerGetsA500() throws {
    for function in ["readRequest", "acceptValue", "writeResponse"] {
      let events = try events(ServerFunctions(except: function) { _ in .threw })
      let sent = events.compactMap { if case .sends(.head, let bytes) = $0 { bytes } else { nil } }
      #expect(sent.count == 1)
      #expect(String(decoding: sent[0], as: UTF8.self).hasPrefix("HTTP/1.1 500 "))
      let isOver = if case .isOver? = events.last { true } else { false }
      #expect(isOver, "\(function)")
    }
  }

  @Test func aRefusalIsTheFunctionsOwn() throws {
    var sent: [UInt8] = []
    let conversation = Conversation(rightFunctions) {
      if case .sends(_, let bytes) = $0 { sent += bytes }
    }
    let request = """
      GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 8\r\n\r\n
      """
    conversation.receive(Array(request.utf8))
    #expect(String(decoding: sent, as: UTF8.self).hasPrefix("HTTP/1.1 426 "))
    #expect(conversation.isOver)
  }

  /// A function that is always wrong about how many bytes it has used must not stop the server.
  @Test func countsThatCannotBeAreNotUsed() throws {
    for count: UInt64 in [0, 1000, .max] {
      let decode = ServerFunctions(except: "decodeFrame") { _ in
        .returned([
          .flag(true), .number(1), .bytes([1, 2, 3, 4]), .bytes([]), .number(count),
        ])
      }
      #expect(closeCode(try events(decode, after: Rehearsal.frame(.text, "Hi".utf8))) == 1011)
    }
    // A key of another length would make `unmask` wrong without its fault.
    let keyless = ServerFunctions(except: "decodeFrame") { _ in
      .returned([.flag(true), .number(1), .bytes([]), .bytes([1]), .number(3)])
    }
    #expect(closeCode(try events(keyless, after: [0x81, 0x01, 0x41])) == 1011)
  }

  @Test func messagesHaveALimit() throws {
    let limit = Conversation.limits.message
    let long = FrameHeader(
      opcode: .text, maskingKey: MaskingKey(rawValue: 0), payloadLength: UInt64(limit) + 1)
    #expect(closeCode(try events(after: long.bytes)) == 1009)
    let part = Rehearsal.frame(.continuation, Array(repeating: 0, count: 4000), isFinal: false)
    let parts = Array(repeating: part, count: limit / 4000 + 1).flatMap { $0 }
    let first = Rehearsal.frame(.binary, [], isFinal: false)
    #expect(closeCode(try events(after: first, parts)) == 1009)
  }

  /// A frame is asked for again only when all of it is there.
  @Test func aLongFrameIsDecodedTwice() throws {
    var calls: [String] = []
    let functions = ServerFunctions { exercise, arguments in
      calls.append(exercise.function)
      return exercise.right(arguments)
    }
    let frame = Rehearsal.frame(.binary, Array(repeating: 7, count: 70_000))
    let cuts = stride(from: 0, to: frame.count, by: 1000)
      .map { Array(frame[$0..<min($0 + 1000, frame.count)]) }
    let conversation = Conversation(functions) { _ in }
    let key = try SecWebSocketKey("dGhlIHNhbXBsZSBub25jZQ==")
    conversation.receive(try Rehearsal.request.bytes(key: key))
    for cut in cuts { conversation.receive(cut) }
    #expect(calls.count { $0 == "decodeFrame" } == 2)
    #expect(calls.count { $0 == "encodeLength" } == 1)
  }
}
