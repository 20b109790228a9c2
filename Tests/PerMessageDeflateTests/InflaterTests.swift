import PerMessageDeflate
import Testing

@Suite("Inflating")
struct InflaterTests {
  static let hello = Array("Hello".utf8)

  /// The examples of RFC 7692 §7.2.3, each the payload of one message.
  @Test(
    "The RFC's own examples, whole and cut everywhere",
    arguments: [
      "f2 48 cd c9 c9 07 00",  // §7.2.3.1: one block
      "00 05 00 fa ff 48 65 6c 6c 6f 00",  // §7.2.3.3: a block without compression
      "f3 48 cd c9 c9 07 00 00",  // §7.2.3.4: a block with BFINAL 1
      "f2 48 05 00 00 00 ff ff ca c9 c9 07 00",  // §7.2.3.5: two blocks
    ])
  func rfcExamples(hex: String) throws {
    let payload = bytes(hex)
    for context in [true, false] {
      var inflater = Inflater(DeflateDirection(keepsContext: context))
      for size in 1...payload.count {
        #expect(try inflater.message(payload, cutEvery: size) == Self.hello)
      }
    }
  }

  /// RFC 7692 §7.2.3.2: the second "Hello" refers to the first.
  @Test("A message that refers to the one before it")
  func takeOver() throws {
    var inflater = Inflater()
    #expect(try inflater.message(bytes("f2 48 cd c9 c9 07 00")) == Self.hello)
    #expect(try inflater.message(bytes("f2 00 11 00 00")) == Self.hello)
    #expect(try inflater.message(bytes("00")) == [])  // §7.2.3.6
    #expect(try inflater.message(bytes("f2 00 11 00 00")) == Self.hello)
  }

  @Test("Without context takeover there is nothing to refer to")
  func noTakeOver() throws {
    for releases in [true, false] {
      var inflater = Inflater(
        DeflateDirection(keepsContext: false),
        settings: DeflateSettings(releasesMemoryBetweenMessages: releases))
      #expect(try inflater.message(bytes("f2 48 cd c9 c9 07 00")) == Self.hello)
      let error = #expect(throws: InflateError.self) {
        try inflater.message(bytes("f2 00 11 00 00"))
      }
      #expect(error?.rule?.id == "deflate.invalid-data")
      #expect(error?.statement.id == "deflate.invalid-data/reaches-back")
      #expect(try inflater.message(bytes("f2 48 cd c9 c9 07 00")) == Self.hello)
    }
  }

  @Test("The context outlives a block with BFINAL 1")
  func takeOverBeyondLastBlock() throws {
    var inflater = Inflater()
    #expect(try inflater.message(bytes("f3 48 cd c9 c9 07 00 00")) == Self.hello)
    #expect(try inflater.message(bytes("f2 00 11 00 00")) == Self.hello)
    // And in one message: the last block, then one that refers to it.
    #expect(
      try inflater.message(bytes("f3 48 cd c9 c9 07 00 f2 00 11 00 00")) == Self.hello + Self.hello)
  }

  @Test(
    "How a message may end",
    arguments: [
      ("f2 48 cd c9 c9 07 00", DeflateEnding.emptyBlock),
      ("f3 48 cd c9 c9 07 00 00", .emptyBlock),
      ("f3 48 cd c9 c9 07 00", .lastBlock),
      ("f2 48 cd c9 c9 07 00 00 00 ff ff", .wholeBlock),  // the tail was not removed
      ("00 05 00 fa ff 48 65 6c 6c 6f", .wholeBlock),  // no empty block after it
    ])
  func endings(hex: String, ending: DeflateEnding) throws {
    var inflater = Inflater()
    for _ in 0..<2 {
      var message: [UInt8] = []
      try inflater.inflate(bytes(hex).span, appendingTo: &message)
      #expect(try inflater.endMessage(appendingTo: &message) == ending)
      #expect(message == Self.hello)
    }
  }

  @Test("Data that ends inside a block is incomplete, at every cut")
  func incomplete() throws {
    let payload = bytes("f2 48 05 00 00 00 ff ff ca c9 c9 07 00")
    for count in 1..<payload.count where ![4, 8].contains(count) {  // there a block has ended
      var inflater = Inflater()
      let error = #expect(throws: InflateError.self, "\(count) bytes") {
        try inflater.message(Array(payload[..<count]))
      }
      #expect(error == .incomplete(byteCount: count))
      #expect(try inflater.message(bytes("f2 48 cd c9 c9 07 00")) == Self.hello)
    }
  }

  /// The places and reasons come from RFC 1951 §3.2.
  @Test(
    "Invalid data is named and located",
    arguments: [
      ("07", 0, "invalid block type"),  // BTYPE 11
      ("00 05 00 fa fe 48", 4, "invalid stored block lengths"),  // NLEN is not the complement
      ("f2 48 cd c9 c9 07 00 00 00 ff ff 07", 11, "invalid block type"),
      ("f2 00 11 00 00", 2, "invalid distance too far back"),  // nothing before it
    ])
  func invalid(hex: String, offset: Int, reason: String) {
    for size in 1...12 {
      var inflater = Inflater()
      let error = #expect(throws: InflateError.self) {
        try inflater.message(bytes(hex), cutEvery: size)
      }
      #expect(error == .invalid(offset: offset, reason: reason))
    }
  }

  @Test("What Python's zlib compresses, with every window, whole and in small pieces")
  func python() throws {
    let lines = String(decoding: try fixture("python-zlib.txt"), as: UTF8.self).split(
      separator: "\n")
    #expect(lines.count == 7 * 2 * 6)
    var whole: [String: Inflater] = [:]
    var pieces: [String: Inflater] = [:]
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      let key = words[0] + words[1]
      let direction = DeflateDirection(
        windowBits: Int(words[0]) ?? 0, keepsContext: words[1] == "kept")
      #expect(
        try whole[key, default: Inflater(direction)].message(bytes(words[3])) == bytes(words[2]))
      #expect(
        try pieces[key, default: Inflater(direction)].message(bytes(words[3]), cutEvery: 3)
          == bytes(words[2]))
    }
  }

  @Test("A copy goes on by itself")
  func copies() throws {
    var inflater = Inflater()
    _ = try inflater.message(bytes("f2 48 cd c9 c9 07 00"))
    var message: [UInt8] = []
    try inflater.inflate(bytes("f2 00").span, appendingTo: &message)
    var copy = inflater
    let before = message
    try copy.inflate(bytes("11 00 00").span, appendingTo: &message)
    try copy.endMessage(appendingTo: &message)
    #expect(message == Self.hello)
    message = before
    try inflater.inflate(bytes("11 00 00").span, appendingTo: &message)
    try inflater.endMessage(appendingTo: &message)
    #expect(message == Self.hello)
  }
}
