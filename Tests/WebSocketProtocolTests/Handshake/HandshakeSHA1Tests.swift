import Testing

@testable import WebSocketProtocol

@Suite("SHA-1")
struct HandshakeSHA1Tests {
  @Test(
    "the examples that NIST publishes with FIPS 180",
    arguments: [
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
      ),
    ])
  func published(message: String, digest: String) {
    #expect(hex(SHA1.digest(of: Array(message.utf8))) == digest)
  }

  @Test("a million times the letter a")
  func millionA() {
    let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(hex(SHA1.digest(of: message)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
  }

  @Test("messages of 0 to 300 bytes, as Python's hashlib has them")
  func allLengths() throws {
    let text = String(decoding: try handshakeFixture("sha1-lengths.txt"), as: UTF8.self)
    let digests = text.split(separator: "\n")
    #expect(digests.count == 301)
    for (length, digest) in digests.enumerated() {
      let message = (0..<length).map { UInt8(truncatingIfNeeded: 7 * $0 + 13) }
      #expect(hex(SHA1.digest(of: message)) == digest, "\(length) bytes")
    }
  }

  @Test("the trace of one block holds the numbers of NIST's worked example")
  func traceOfABC() throws {
    let trace = SHA1.trace(of: Array("abc".utf8))
    #expect(trace.paddedMessage.count == 64)
    #expect(trace.paddedMessage.prefix(4) == [0x61, 0x62, 0x63, 0x80])
    #expect(trace.paddedMessage.last == 24)

    let block = try #require(trace.blocks.first)
    #expect(trace.blocks.count == 1)
    #expect(block.start == .initial)
    #expect(block.schedule.count == 80)
    #expect(block.schedule[0] == 0x6162_6380)
    #expect(block.schedule[16] == 0xc2c4_c700)
    #expect(block.rounds.count == 80)
    #expect(
      block.rounds[0].words
        == [0x0116_fc33, 0x6745_2301, 0x7bf3_6ae2, 0x98ba_dcfe, 0x1032_5476])
    #expect(
      block.rounds[79].words
        == [0x4254_1b35, 0x5738_d5e1, 0x2183_4873, 0x681e_6df6, 0xd8fd_f6ad])
    #expect(block.end.bytes == trace.digest)
    #expect(trace.digest == SHA1.digest(of: Array("abc".utf8)))
  }

  @Test("blocks are chained: each starts where the one before it ended")
  func traceOfTwoBlocks() {
    let trace = SHA1.trace(of: [UInt8](repeating: 0x61, count: 60))
    #expect(trace.blocks.count == 2)
    #expect(trace.blocks[1].start == trace.blocks[0].end)
    #expect(trace.blocks[1].end.bytes == trace.digest)
  }
}

func hex(_ bytes: [UInt8]) -> String {
  bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}
