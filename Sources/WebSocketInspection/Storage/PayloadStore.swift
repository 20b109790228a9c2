/// Keeps payloads until they can be shown: small ones in memory, large ones in overflow storage.
///
/// All connections share `memoryLimit` bytes of memory. What is larger, or does not fit, goes to pages
/// of the overflow storage, which are reused.
public final class PayloadStore {
  /// Why something could not be kept, if the overflow storage failed.
  public private(set) var failure: StorageFailure?

  private let makeOverflow: () throws(StorageFailure) -> (any OverflowStorage)?
  private var overflow: (any OverflowStorage)?
  /// How many bytes of memory all payloads take.
  private(set) var memoryByteCount = 0
  private var freePages: [UInt32] = []
  private var pageCount: UInt32 = 0

  /// How many bytes of memory all payloads may take.
  private static let memoryLimit = 16 << 20
  static let pageByteCount = 1 << 14

  /// A store; without overflow storage, payloads that do not fit into memory are not kept.
  public init(
    overflow makeOverflow: @escaping () throws(StorageFailure) -> (any OverflowStorage)? =
      { () throws(StorageFailure) in nil }
  ) {
    self.makeOverflow = makeOverflow
  }

  // MARK: - Memory

  /// Reserves memory, and returns whether there was enough.
  func takeMemory(_ byteCount: Int) -> Bool {
    guard memoryByteCount + byteCount <= Self.memoryLimit else { return false }
    memoryByteCount += byteCount
    return true
  }

  func giveBackMemory(_ byteCount: Int) {
    memoryByteCount -= byteCount
  }

  // MARK: - Pages

  func takePage() -> UInt32 {
    if let page = freePages.popLast() { return page }
    defer { pageCount += 1 }
    return pageCount
  }

  func giveBack(_ pages: [UInt32]) {
    freePages += pages
  }

  /// Writes into a page, and returns whether the storage works.
  func write(_ bytes: ArraySlice<UInt8>, _ page: UInt32, at start: Int) -> Bool {
    guard failure == nil else { return false }
    do throws(StorageFailure) {
      if overflow == nil { overflow = try makeOverflow() }
      guard let overflow else { throw StorageFailure("There is no storage beside memory.") }
      try overflow.write(bytes, at: UInt64(page) * UInt64(Self.pageByteCount) + UInt64(start))
      return true
    } catch {
      failure = error
      return false
    }
  }

  func read(_ count: Int, of page: UInt32) -> [UInt8] {
    do throws(StorageFailure) {
      return try overflow?.read(count, at: UInt64(page) * UInt64(Self.pageByteCount)) ?? []
    } catch {
      failure = error
      return []
    }
  }
}
