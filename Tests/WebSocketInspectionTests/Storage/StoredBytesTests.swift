import Testing
import TestSupport

@testable import WebSocketInspection

@Suite("Payloads that are kept")
struct StoredBytesTests {
  /// Bytes that differ from page to page.
  private static func payload(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 8) ^ ($0 >> 16)) }
  }

  private static func stored(
    _ bytes: [UInt8], upTo limit: UInt64 = .max, in store: PayloadStore, pieces size: Int
  ) -> StoredBytes {
    let stored = StoredBytes(in: store, upTo: limit)
    for start in stride(from: 0, to: bytes.count, by: size) {
      stored.append(bytes[start..<min(start + size, bytes.count)].span)
    }
    return stored
  }

  private static func all(of stored: StoredBytes) -> [UInt8] {
    var bytes: [UInt8] = []
    stored.forEachPiece {
      bytes += $0
      return true
    }
    return bytes
  }

  /// Around what one payload may take in memory, and around pages of 16 KiB.
  static let sizes = [0, 1, 16_383, 16_384, 16_385, 65_535, 65_536, 65_537, 98_304, 200_000]

  @Test(
    "They come back as they were, in memory and in pages", arguments: sizes, [1000, 16_384, 70_000])
  func roundTrip(size: Int, piece: Int) {
    let storage = FakeStorage()
    let payload = Self.payload(size)
    let stored = Self.stored(payload, in: PayloadStore(over: storage), pieces: piece)
    #expect(stored.byteCount == UInt64(size) && stored.keptByteCount == UInt64(size))
    #expect(stored.isWhole && stored.failure == nil)
    let isSame = Self.all(of: stored) == payload
    #expect(isSame)
    #expect(storage.bytes.isEmpty == (size <= 65_536))
    for count in [0, 1, 16_384, 16_385, size, size + 1] {
      let isPrefix = stored.prefix(count) == Array(payload.prefix(count))
      #expect(isPrefix, "\(count)")
    }
  }

  @Test(
    "Up to a limit, and what comes after it is counted", arguments: [0, 1, 16_384, 70_000, 100_000])
  func limit(limit: Int) {
    let payload = Self.payload(100_000)
    let stored = Self.stored(
      payload, upTo: UInt64(limit), in: PayloadStore(over: FakeStorage()), pieces: 999)
    #expect(stored.byteCount == 100_000 && stored.keptByteCount == UInt64(limit))
    #expect(stored.isWhole == (limit == 100_000) && stored.limit == UInt64(limit))
    let isPrefix = stored.prefix(.max) == Array(payload.prefix(limit))
    #expect(isPrefix)
  }

  @Test("Without overflow storage, a beginning of what does not fit is kept")
  func withoutOverflow() {
    let payload = Self.payload(100_000)
    let stored = Self.stored(payload, in: PayloadStore(), pieces: 1000)
    #expect(!stored.isWhole && stored.byteCount == 100_000 && stored.keptByteCount == 65_000)
    #expect(stored.failure?.reason.isEmpty == false)
    let isPrefix = Self.all(of: stored) == Array(payload.prefix(65_000))
    #expect(isPrefix)
  }

  @Test("Pieces are handed out until they are not wanted any more")
  func pieces() {
    let store = PayloadStore(over: FakeStorage())
    let stored = Self.stored(Self.payload(100_000), in: store, pieces: 1000)
    var count = 0
    stored.forEachPiece { _ in
      count += 1
      return count < 2
    }
    #expect(count == 2)
  }

  // MARK: Room

  @Test("All payloads together take 16 MiB of memory at most, and give it back")
  func memory() {
    let storage = FakeStorage()
    let store = PayloadStore(over: storage)
    let payload = [UInt8](repeating: 7, count: 1 << 16)
    var kept = (0..<256).map { _ in Self.stored(payload, in: store, pieces: 1 << 16) }
    #expect(storage.bytes.isEmpty)
    let one = Self.stored([1], in: store, pieces: 1)
    #expect(storage.bytes == [1])
    #expect(Self.all(of: one) == [1])
    kept.removeLast()
    _ = Self.stored(payload, in: store, pieces: 1 << 16)
    #expect(storage.bytes == [1])
    withExtendedLifetime(kept) {}
  }

  @Test("Pages are used again when their payload is gone")
  func pages() {
    let storage = FakeStorage()
    let store = PayloadStore(over: storage)
    for _ in 0..<50 {
      let payload = Self.payload(200_000)
      let stored = Self.stored(payload, in: store, pieces: 10_000)
      let isSame = Self.all(of: stored) == payload
      #expect(isSame)
    }
    // 13 pages of 16 KiB for one payload, not 650.
    #expect(storage.bytes.count <= 13 << 14)
  }

  @Test("Payloads that grow in turns do not disturb one another")
  func inTurns() {
    let store = PayloadStore(over: FakeStorage())
    let payload = Self.payload(150_000)
    let many = (0..<10).map { _ in StoredBytes(in: store, upTo: .max) }
    for start in stride(from: 0, to: payload.count, by: 3000) {
      for (index, stored) in many.enumerated() {
        let piece = payload[start..<start + 3000].map { $0 ^ UInt8(index) }
        stored.append(piece.span)
      }
    }
    for (index, stored) in many.enumerated() {
      let isSame = Self.all(of: stored) == payload.map { $0 ^ UInt8(index) }
      #expect(isSame, "\(index)")
    }
  }

  // MARK: Failure

  @Test("Storage that fails in the middle: what was kept before it can be read", arguments: 0..<8)
  func failsWriting(calls: Int) {
    let storage = FakeStorage()
    storage.callsLeft = calls
    let store = PayloadStore(over: storage)
    let payload = Self.payload(120_000)
    let stored = Self.stored(payload, in: store, pieces: 10_000)
    #expect(!stored.isWhole && stored.byteCount == 120_000)
    #expect(stored.failure == FakeStorage.failure && store.failure == FakeStorage.failure)
    storage.callsLeft = nil
    let kept = Self.all(of: stored)
    let isPrefix = kept == Array(payload.prefix(kept.count))
    #expect(isPrefix && UInt64(kept.count) == stored.keptByteCount)
    // 60,000 bytes were in memory when it was full; with four writes they had moved to pages.
    #expect(kept.count >= 60_000)
  }

  @Test("After a failure small payloads are still kept")
  func afterFailure() {
    let storage = FakeStorage()
    storage.callsLeft = 0
    let store = PayloadStore(over: storage)
    let large = Self.stored(Self.payload(120_000), in: store, pieces: 10_000)
    #expect(large.failure != nil)
    let small = Self.stored(Self.payload(5000), in: store, pieces: 1000)
    #expect(small.isWhole && small.failure == nil)
  }

  @Test("Storage that cannot be made is asked for once")
  func cannotBeMade() {
    var count = 0
    let store = PayloadStore { () throws(StorageFailure) in
      count += 1
      throw FakeStorage.failure
    }
    for _ in 0..<3 { #expect(!Self.stored(Self.payload(70_000), in: store, pieces: 7000).isWhole) }
    #expect(count == 1 && store.failure == FakeStorage.failure)
  }

  @Test("Storage that cannot be read says so, and gives nothing wrong")
  func failsReading() {
    let storage = FakeStorage()
    let store = PayloadStore(over: storage)
    let payload = Self.payload(100_000)
    let stored = Self.stored(payload, in: store, pieces: 10_000)
    storage.callsLeft = 2
    let read = Self.all(of: stored)
    let isPrefix = read == Array(payload.prefix(read.count))
    #expect(isPrefix && read.count == 2 << 14)
    #expect(store.failure == FakeStorage.failure)
  }

  // MARK: Text

  private static func text(_ stored: StoredBytes) -> (pieces: [String], isWellFormed: Bool) {
    var pieces: [[UInt8]] = []
    stored.forEachText { pieces.append($0) }
    let texts = pieces.map { String(decoding: $0, as: UTF8.self) }
    return (texts, zip(pieces, texts).allSatisfy { $0 == Array($1.utf8) })
  }

  @Test("Text is handed out in pieces that are cut between characters", arguments: 0..<5)
  func textPieces(offset: Int) {
    // Characters of one to four bytes, so that the pages' ends are at all places in them.
    let text = String(repeating: "a", count: offset) + String(repeating: "é你👋z", count: 20_000)
    let stored = Self.stored(Array(text.utf8), in: PayloadStore(over: FakeStorage()), pieces: 4099)
    let (pieces, isWellFormed) = Self.text(stored)
    #expect(pieces.count > 10 && isWellFormed)
    let isSame = pieces.joined() == text
    #expect(isSame)
    #expect(stored.isText)
  }

  @Test("A text that is kept in part ends between two characters", arguments: 0...9)
  func cutText(limit: Int) {
    let stored = Self.stored(Array("é你👋".utf8), upTo: UInt64(limit), in: PayloadStore(), pieces: 1)
    let wanted = ["", "", "é", "é", "é", "é你", "é你", "é你", "é你", "é你👋"][limit]
    #expect(stored.text() == wanted)
    #expect(Self.text(stored).pieces.joined() == wanted)
    #expect(stored.isText == (limit == 9))
  }

  @Test("As much of a text as so many bytes hold", arguments: 0...10)
  func textAtMost(count: Int) {
    let stored = Self.stored(Array("é你👋".utf8), in: PayloadStore(), pieces: 9)
    let wanted = ["", "", "é", "é", "é", "é你", "é你", "é你", "é你", "é你👋", "é你👋"][count]
    #expect(stored.text(atMost: count) == wanted)
  }

  @Test("Bytes that are not text are handed out too, and none waits for more")
  func notText() {
    let bytes: [UInt8] = [0xff, 0x61, 0x80, 0x80, 0x80, 0x80, 0x80, 0xe4, 0xbd]
    let stored = Self.stored(bytes, in: PayloadStore(), pieces: 2)
    var told: [UInt8] = []
    stored.forEachText { told += $0 }
    #expect(told == bytes)
    #expect(!stored.isText)
  }

  @Test("A text is found wherever it is, over the cuts of pages")
  func contains() {
    let store = PayloadStore(over: FakeStorage())
    for place in [0, 1, 16_379, 16_380, 16_383, 16_384, 65_533, 99_991] {
      var bytes = [UInt8](repeating: 0x6e, count: 100_000)
      bytes.replaceSubrange(place..<place + 9, with: "nnneedle!".utf8)
      let stored = Self.stored(bytes, in: store, pieces: 1000)
      #expect(stored.contains("needle!"), "\(place)")
      #expect(stored.contains("nneedle!"), "\(place)")
      #expect(!stored.contains("needles"), "\(place)")
    }
    let short = Self.stored(Array("ab".utf8), in: store, pieces: 1)
    #expect(short.contains("ab") && short.contains("") && !short.contains("abc"))
    let empty = Self.stored([], in: store, pieces: 1)
    #expect(empty.contains("") && !empty.contains("a"))
  }
}
