/// Bytes that are kept, however many they are; they give their room back when nobody holds them.
final class KeptBytes {
  /// How many bytes there were; `isWhole` says whether all of them are kept.
  private(set) var byteCount: UInt64 = 0
  private(set) var keptByteCount: UInt64 = 0

  private let store: ByteStore
  private let limit: UInt64
  private var memory: [UInt8] = []
  private var pages: [UInt32] = []

  /// What one payload may take in memory, in bytes.
  private static let memoryLimit = 1 << 16

  /// Keeps so many bytes.
  init(_ bytes: [UInt8] = [], in store: ByteStore, upTo limit: UInt64) {
    self.store = store
    self.limit = limit
    append(bytes)
  }

  /// Keeps as much as the store keeps of each.
  convenience init(_ bytes: [UInt8] = [], in store: ByteStore) {
    self.init(bytes, in: store, upTo: store.itemLimit)
  }

  deinit {
    store.giveBackMemory(memory.count)
    store.giveBack(pages)
  }

  var isWhole: Bool { keptByteCount == byteCount }

  /// Why not all of it is kept.
  var omission: String? {
    isWhole ? nil : store.failure ?? "longer than the \(limit) bytes that are kept"
  }

  func append(_ bytes: [UInt8]) {
    // Behind a part that is missing nothing more can be kept.
    let room = isWhole ? limit - min(keptByteCount, limit) : 0
    byteCount += UInt64(bytes.count)
    let kept = bytes.prefix(Int(clamping: room))
    guard !kept.isEmpty else { return }
    if pages.isEmpty, memory.count + kept.count <= Self.memoryLimit, store.takeMemory(kept.count) {
      memory += kept
      keptByteCount += UInt64(kept.count)
      return
    }
    if memory.isEmpty || movesToFile() { write(kept) }
  }

  /// Moves what is in memory to the file; false where that fails.
  private func movesToFile() -> Bool {
    keptByteCount = 0
    write(memory[...])
    guard keptByteCount == UInt64(memory.count) else {
      keptByteCount = UInt64(memory.count)
      store.giveBack(pages)
      pages = []
      return false
    }
    store.giveBackMemory(memory.count)
    memory = []
    return true
  }

  private func write(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      let start = Int(keptByteCount % UInt64(ByteStore.pageByteCount))
      if start == 0, keptByteCount / UInt64(ByteStore.pageByteCount) == UInt64(pages.count) {
        pages.append(store.takePage())
      }
      let piece = rest.prefix(ByteStore.pageByteCount - start)
      guard let page = pages.last, store.write(piece, page, at: start) else { return }
      keptByteCount += UInt64(piece.count)
      rest = rest.dropFirst(piece.count)
    }
  }

  /// Hands out what is kept, in pieces; ends early where `body` says false.
  func forEachPiece(_ body: ([UInt8]) -> Bool) {
    if pages.isEmpty {
      if !memory.isEmpty { _ = body(memory) }
      return
    }
    var left = keptByteCount
    for page in pages where left > 0 {
      let count = Int(min(left, UInt64(ByteStore.pageByteCount)))
      guard body(store.read(count, of: page)) else { return }
      left -= UInt64(count)
    }
  }

  /// The first bytes, as many as are wanted and kept.
  func prefix(_ count: Int) -> [UInt8] {
    if pages.isEmpty { return Array(memory.prefix(count)) }
    var bytes: [UInt8] = []
    forEachPiece { piece in
      bytes += piece.prefix(count - bytes.count)
      return bytes.count < count
    }
    return bytes
  }
}
