import Foundation
import PerMessageDeflate
import TestSupport
import Testing

@Suite("Deflating")
struct DeflaterTests {
  /// RFC 7692 §7.2.3.1–2: the bytes are those of a fixed Huffman block, which zlib chooses too.
  @Test("The RFC's own examples")
  func rfcExamples() {
    let hello = Array("Hello".utf8)
    let eager = DeflateSettings(level: 9, memoryLevel: 8)
    var deflater = Deflater(settings: eager)
    #expect(deflater.message(hello) == bytes("f2 48 cd c9 c9 07 00"))
    #expect(deflater.message(hello) == bytes("f2 00 11 00 00"))
  }

  @Test("An empty message is one byte where it is compressed (§7.2.3.6)")
  func empty() throws {
    var deflater = Deflater(settings: DeflateSettings(minimumByteCount: 0))
    var inflater = Inflater()
    for message in ["", "", "Hello", "", "Hello"] {
      let payload = try deflater.compressed(Array(message.utf8))
      if message.isEmpty { #expect(payload == [0]) }
      #expect(try inflater.message(payload) == Array(message.utf8))
    }
    var usual = Deflater()
    #expect(usual.message([]) == nil)
  }

  @Test("Without context takeover, a message that does not get smaller is sent as it is")
  func notSmaller() throws {
    var deflater = Deflater(DeflateDirection(keepsContext: false))
    #expect(deflater.message(Array("Hello".utf8)) == nil)
    let text = Array("Hello, hello, hello, hello".utf8)
    let payload = try deflater.compressed(text)
    #expect(payload.count < text.count)
    #expect(deflater.message(text) == payload)  // nothing is remembered
    var releasing = Deflater(
      DeflateDirection(keepsContext: false),
      settings: DeflateSettings(releasesMemoryBetweenMessages: true))
    #expect(releasing.message(text) == payload)
    #expect(releasing.message(text) == payload)
  }

  @Test("zlib cannot make a window of 8 bits: messages are sent uncompressed")
  func eightBits() {
    var deflater = Deflater(DeflateDirection(windowBits: 8))
    #expect(!deflater.canCompress)
    #expect(deflater.message(Array(repeating: 0, count: 1000)) == nil)
  }

  @Test("Appends, and does not change what was there")
  func appends() throws {
    var deflater = Deflater()
    var payload: [UInt8] = [1, 2, 3]
    #expect(deflater.deflate(Array("Hello".utf8).span, appendingTo: &payload))
    #expect(payload == [1, 2, 3] + bytes("f2 48 cd c9 c9 07 00"))
    var single = Deflater(DeflateDirection(keepsContext: false))
    #expect(!single.deflate([7].span, appendingTo: &payload))
    #expect(payload.count == 10)
  }

  @Test("A copy goes on by itself")
  func copies() throws {
    var deflater = Deflater()
    _ = deflater.message(Array("Hello".utf8))
    var copy = deflater
    #expect(deflater.message(Array("Hello".utf8)) == bytes("f2 00 11 00 00"))
    #expect(copy.message(Array("Hello".utf8)) == bytes("f2 00 11 00 00"))
  }

  @Test("Random messages come back, for every window and level", arguments: 9...15)
  func roundTrips(windowBits: Int) throws {
    var random = SeededGenerator()
    let seed = random.seed
    for level in 0...9 {
      for keepsContext in [true, false] {
        let direction = DeflateDirection(windowBits: windowBits, keepsContext: keepsContext)
        let settings = DeflateSettings(
          level: level, memoryLevel: .random(in: 1...9, using: &random), minimumByteCount: 0)
        var deflater = Deflater(direction, settings: settings)
        var inflater = Inflater(direction, settings: settings)
        for _ in 0..<6 {
          let size = [0, 1, 5, 300, 5000, 70_000].randomElement(using: &random) ?? 0
          let message = randomMessage(
            byteCount: .random(in: size / 2...size, using: &random), using: &random)
          guard let payload = deflater.message(message) else {
            #expect(!keepsContext, "seed \(seed)")
            continue
          }
          let cut = Int.random(in: 1...payload.count, using: &random)
          // Not inside `#expect`, which would print all of a long message.
          let isSame = try inflater.message(payload, cutEvery: cut) == message
          #expect(isSame, "seed \(seed)")
        }
      }
    }
  }

  static let python = "/usr/bin/python3"
  static let isPythonMissing = !FileManager.default.isExecutableFile(atPath: python)
  static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"

  @Test(
    "References stay inside the window agreed, says Python's zlib",
    .enabled(if: !isPythonMissing || isCI, "python3 is missing"), arguments: 9...15)
  func windowIsHonoured(windowBits: Int) throws {
    var random = SeededGenerator()
    // It repeats itself over every distance up to the largest window's.
    let part = randomMessage(byteCount: 1 << (windowBits - 1), using: &random)
    let other = randomMessage(byteCount: 1 << windowBits, using: &random)
    let messages = [part, part, other, part, other, other]
    var deflater = Deflater(
      DeflateDirection(windowBits: windowBits), settings: DeflateSettings(level: 9, memoryLevel: 9))
    var stream: [UInt8] = []
    for message in messages {
      stream += try deflater.compressed(message) + [0x00, 0x00, 0xff, 0xff]
    }
    let script = packageDirectory.appending(
      path: "Tests/PerMessageDeflateTests/Fixtures/window-of.py")
    let run = try BuiltProgram(path: Self.python).run(
      [script.path, "\(windowBits)"], input: stream)
    #expect(run.status == 0, "\(run.errors)")
    let isSame = run.output == messages.flatMap { $0 }
    #expect(isSame, "seed \(random.seed)")
    guard windowBits < 15 else { return }
    // The tool does see it: data for a larger window fails.
    var wide = Deflater(settings: DeflateSettings(level: 9, memoryLevel: 9))
    let far = try wide.compressed(other + part + other) + [0x00, 0x00, 0xff, 0xff]
    let failed = try BuiltProgram(path: Self.python).run(
      [script.path, "\(windowBits)"], input: far)
    #expect(failed.errors.contains("too far back"))
  }
}
