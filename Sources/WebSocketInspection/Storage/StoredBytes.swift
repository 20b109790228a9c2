/// A payload of any length that is kept, or its beginning.
///
/// It returns its memory to the store when the last reference to it is gone.
public final class StoredBytes {
  /// How many bytes there were; `isWhole` says whether all are kept.
  public private(set) var byteCount: UInt64 = 0
  /// How many of them are kept.
  public private(set) var keptByteCount: UInt64 = 0
  /// How many may be kept.
  public let limit: UInt64

  private let store: PayloadStore
  private var memory: [UInt8] = []
  private var pages: [UInt32] = []

  /// How many bytes of memory one payload may take.
  private static let memoryLimit = 1 << 16

  /// An empty payload, of which up to `limit` bytes are kept.
  init(in store: PayloadStore, upTo limit: UInt64) {
    self.store = store
    self.limit = limit
  }

  deinit {
    store.giveBackMemory(memory.count)
    store.giveBack(pages)
  }

  /// Whether all of it is kept.
  public var isWhole: Bool { keptByteCount == byteCount }

  /// Why not all of it is kept, if the storage failed.
  public var failure: StorageFailure? { isWhole ? nil : store.failure }

  func append(_ bytes: Span<UInt8>) {
    // Nothing can be kept after a missing part.
    let room = isWhole ? limit - min(keptByteCount, limit) : 0
    byteCount += UInt64(bytes.count)
    let kept = bytes.extracting(first: Int(clamping: room))
    guard !kept.isEmpty else { return }
    if pages.isEmpty, memory.count + kept.count <= Self.memoryLimit, store.takeMemory(kept.count) {
      memory.append(kept)
      keptByteCount += UInt64(kept.count)
    } else if memory.isEmpty || movesToPages() {
      write([UInt8](kept)[...])
    }
  }

  /// Moves the bytes in memory to the overflow storage, and returns whether that worked.
  private func movesToPages() -> Bool {
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
      let start = Int(keptByteCount % UInt64(PayloadStore.pageByteCount))
      if start == 0, keptByteCount / UInt64(PayloadStore.pageByteCount) == UInt64(pages.count) {
        pages.append(store.takePage())
      }
      let piece = rest.prefix(PayloadStore.pageByteCount - start)
      guard let page = pages.last, store.write(piece, page, at: start) else { return }
      keptByteCount += UInt64(piece.count)
      rest = rest.dropFirst(piece.count)
    }
  }

  /// Calls `body` with the kept bytes in pieces; ends early if `body` returns false, or if the storage
  /// cannot be read.
  public func forEachPiece(_ body: ([UInt8]) -> Bool) {
    if pages.isEmpty {
      if !memory.isEmpty { _ = body(memory) }
      return
    }
    var left = keptByteCount
    for page in pages where left > 0 {
      let count = Int(min(left, UInt64(PayloadStore.pageByteCount)))
      let piece = store.read(count, of: page)
      guard piece.count == count, body(piece) else { return }
      left -= UInt64(count)
    }
  }

  /// The first bytes that are kept, at most `count`.
  public func prefix(_ count: Int) -> [UInt8] {
    if pages.isEmpty { return Array(memory.prefix(count)) }
    var bytes: [UInt8] = []
    forEachPiece { piece in
      bytes += piece.prefix(count - bytes.count)
      return bytes.count < count
    }
    return bytes
  }
}
