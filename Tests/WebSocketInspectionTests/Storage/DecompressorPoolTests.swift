import PerMessageDeflate
import Testing
import TestSupport
import WebSocketProtocol

@testable import WebSocketInspection

/// Many connections with compression at a time, and little room for decompressors.
@Suite("Decompressors of many connections")
struct DecompressorPoolTests {
  /// Messages of one server, each compressed with the context of those before it, in fragments.
  private struct Talk {
    var messages: [[UInt8]] = []
    /// The frames, two a message.
    var frames: [[UInt8]] = []

    init(count: Int, _ direction: DeflateDirection, using random: inout SeededGenerator) throws {
      var deflater = Deflater(direction)
      // Words that repeat from message to message, so that nearly all is a reference to the context.
      let words = (0..<40).map { _ in
        (0..<Int.random(in: 3...60, using: &random)).map { _ in
          UInt8.random(in: 0x61...0x7a, using: &random)
        }
      }
      for _ in 0..<count {
        let half: [UInt8] = (0..<Int.random(in: 1...40, using: &random)).flatMap { _ in
          (words.randomElement(using: &random) ?? [0x61]) + [0x20 as UInt8]
        }
        // Compressed also where no message before may be referred to.
        let message = half + half
        var payload: [UInt8] = []
        try #require(deflater.deflate(message.span, appendingTo: &payload))
        messages.append(message)
        let cut = Int.random(in: 0...payload.count, using: &random)
        frames.append(
          frame(.text, Array(payload[..<cut]), isFinal: false, bits: .rsv1))
        frames.append(frame(.continuation, Array(payload[cut...])))
      }
    }
  }

  /// Gives frames of all connections in turns, each in two pieces, so that all are inside a message.
  private func inspect(
    _ talks: [Talk], _ resources: InspectionResources, _ answer: String = "permessage-deflate"
  ) -> [[InspectedFrame]] {
    var attention = Attention()
    attention.keptByteCount = .max
    let extensions = "Sec-WebSocket-Extensions: \(answer)"
    let inspectors = talks.map { _ in
      ConnectionInspector(attention: attention, resources: resources)
    }
    for inspector in inspectors {
      inspector.receive(Head.request(extensions), from: .first)
      inspector.receive(Head.answer(extensions), from: .second)
    }
    var frames: [[InspectedFrame]] = talks.map { _ in [] }
    for index in 0..<(talks.map(\.frames.count).max() ?? 0) {
      for half in 0..<2 {
        for (number, talk) in talks.enumerated() where index < talk.frames.count {
          let bytes = talk.frames[index]
          let middle = bytes.count / 2
          inspectors[number].receive(
            Array(half == 0 ? bytes[..<middle] : bytes[middle...]), from: .second)
          frames[number] += inspectors[number].allEvents().compactMap(\.frame)
        }
      }
    }
    return frames
  }

  private func expectSame(_ frames: [[InspectedFrame]], _ talks: [Talk], _ seed: UInt64) {
    for (frames, talk) in zip(frames, talks) {
      #expect(frames.flatMap(\.findings).isEmpty, "seed \(seed)")
      let messages = frames.compactMap(\.message)
      #expect(messages.map(\.byteCount) == talk.messages.map { UInt64($0.count) }, "seed \(seed)")
      let isSame = messages.map { $0.content?.prefix(.max) } == talk.messages
      #expect(isSame, "seed \(seed)")
    }
  }

  @Test(
    "They give the same texts, however few decompressors there may be", arguments: [0, 1, 3, 256])
  func sameTexts(limit: Int) throws {
    var random = SeededGenerator()
    let talks = try (0..<12).map { _ in
      try Talk(count: 8, DeflateDirection(), using: &random)
    }
    let resources = InspectionResources(
      store: PayloadStore(over: FakeStorage()), decompressorLimit: limit)
    expectSame(inspect(talks, resources), talks, random.seed)
    #expect(!resources.decompressors.isCrowded)
  }

  @Test("Windows of every size are set aside and taken up again", arguments: 8...15)
  func windows(bits: Int) throws {
    var random = SeededGenerator()
    // zlib cannot write for a window of 8 bits; what it writes for one of 9 may not be read with 8.
    let direction = DeflateDirection(windowBits: max(9, bits))
    let talks = try (0..<3).map { _ in try Talk(count: 30, direction, using: &random) }
    let resources = InspectionResources(
      store: PayloadStore(over: FakeStorage()), decompressorLimit: 0)
    let frames = inspect(
      talks, resources, "permessage-deflate; server_max_window_bits=\(max(9, bits))")
    expectSame(frames, talks, random.seed)
  }

  @Test("Without a context that is kept, nothing is set aside")
  func noContext() throws {
    var random = SeededGenerator()
    let direction = DeflateDirection(keepsContext: false)
    let talks = try (0..<6).map { _ in try Talk(count: 5, direction, using: &random) }
    let store = PayloadStore()
    let resources = InspectionResources(store: store, decompressorLimit: 2)
    let frames = inspect(
      talks, resources, "permessage-deflate; server_no_context_takeover")
    expectSame(frames, talks, random.seed)
    let kept = frames.flatMap { $0 }.compactMap { $0.message?.content?.keptByteCount }.reduce(0, +)
    #expect(store.memoryByteCount == Int(kept))
  }

  @Test("All that was set aside goes with its connection")
  func givenBack() throws {
    var random = SeededGenerator()
    let store = PayloadStore(over: FakeStorage())
    let resources = InspectionResources(store: store, decompressorLimit: 0)
    for _ in 0..<3 {
      let talks = try (0..<10).map { _ in
        try Talk(count: 5, DeflateDirection(), using: &random)
      }
      _ = inspect(talks, resources)
      #expect(store.memoryByteCount == 0)
    }
  }

  // MARK: No room

  /// A long message that does not repeat, and one that repeats the end of it.
  ///
  /// Its characters have one to four bytes, so that a reference to a wrong place breaks the text.
  private static func long(using random: inout SeededGenerator) throws -> Talk {
    var talk = try Talk(count: 0, DeflateDirection(), using: &random)
    var deflater = Deflater(DeflateDirection())
    let characters = (0x20...0x7e).map { UInt32($0) } + Array(0x4e00...0x4fff) + [0xe9, 0x1f44b]
    let text = (0..<80_000).compactMap { _ in
      characters.randomElement(using: &random).flatMap { Unicode.Scalar($0) }
    }
    let first = Array(String(String.UnicodeScalarView(text)).utf8)
    let end = Array(String(String.UnicodeScalarView(text.suffix(3000))).utf8)
    for message in [first, end] {
      var payload: [UInt8] = []
      try #require(deflater.deflate(message.span, appendingTo: &payload))
      talk.messages.append(message)
      talk.frames.append(frame(.text, payload, bits: .rsv1))
    }
    return talk
  }

  @Test(
    "Where there is no room, the sender is not blamed, and nothing wrong is shown",
    arguments: [false, true])
  func storageFails(isMemoryFull: Bool) throws {
    var random = SeededGenerator()
    let talk = try Self.long(using: &random)
    let whole = FakeStorage()
    expectRight(talk, over: whole, isMemoryFull, random.seed)
    try #require(whole.callCount > (isMemoryFull ? 100 : 10))
    for count in 0..<whole.callCount {
      for failsOnce in [false, true] {
        let storage = FakeStorage()
        storage.callsLeft = count
        storage.failsOnce = failsOnce
        expectRight(talk, over: storage, isMemoryFull, random.seed)
        #expect(storage.callsLeft == (failsOnce ? nil : 0))
      }
    }
  }

  private func expectRight(
    _ talk: Talk, over storage: FakeStorage, _ isMemoryFull: Bool, _ seed: UInt64
  ) {
    let store = PayloadStore(over: storage)
    // Without memory the contexts are in pages, too.
    let filler = (0..<(isMemoryFull ? 256 : 0)).map { _ in
      let stored = StoredBytes(in: store, upTo: .max)
      stored.append([UInt8](repeating: 0, count: 1 << 16).span)
      return stored
    }
    defer { withExtendedLifetime(filler) {} }
    let resources = InspectionResources(store: store, decompressorLimit: 0)
    let frames = inspect([talk], resources)[0]
    #expect(frames.flatMap(\.findings).isEmpty, "seed \(seed)")
    #expect(frames.count == 2)
    for (message, wanted) in zip(frames.compactMap(\.message), talk.messages) {
      #expect(message.omission == nil || message.content == nil, "seed \(seed)")
      let kept = message.content?.prefix(.max) ?? []
      let isRight = kept == Array(wanted.prefix(kept.count))
      #expect(isRight, "seed \(seed)")
    }
  }

  @Test("Without overflow storage, a long message that has to wait is not read")
  func noOverflow() throws {
    var random = SeededGenerator()
    let talk = try Self.long(using: &random)
    let resources = InspectionResources(decompressorLimit: 0)
    let frames = inspect([talk], resources)[0]
    #expect(frames.flatMap(\.findings).isEmpty)
    #expect(
      frames.compactMap(\.message?.omission).map(\.id) == [
        "message.inflate-failed", "message.inflate-failed",
      ])
  }
}
