import CommandLineKit

/// Room for what is kept of payloads until it can be shown: memory for a little, a file for much.
///
/// However many connections keep something at a time, they share `memoryLimit` bytes of memory. What
/// is larger, or does not fit, goes to the pages of a temporary file, which are used again and again.
final class ByteStore {
  /// How much is kept of each payload; the rest is counted.
  let itemLimit: UInt64
  /// Why something could not be kept, where the file failed.
  private(set) var failure: String?

  private var memoryByteCount = 0
  private var file: TemporaryFile?
  private var freePages: [UInt32] = []
  private var pageCount: UInt32 = 0

  /// What all payloads together may take in memory, in bytes.
  private static let memoryLimit = 16 << 20
  static let pageByteCount = 1 << 14

  /// A store that keeps so many bytes of each payload; all, if not told.
  init(itemLimit: UInt64 = .max) {
    self.itemLimit = itemLimit
  }

  /// How much is kept where payloads are only to be shown, not to be written whole.
  static let previewByteCount: UInt64 = 4096
  /// How much of a message's text stands in a page.
  static let pageTextByteCount: UInt64 = 1 << 16

  // MARK: - Memory

  /// Asks for memory; false where there is none left.
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

  /// Writes into a page; false where the file failed, now or before.
  func write(_ bytes: ArraySlice<UInt8>, _ page: UInt32, at start: Int) -> Bool {
    guard failure == nil else { return false }
    do throws(Failure) {
      if file == nil { file = try TemporaryFile() }
      try file?.write(bytes, at: UInt64(page) * UInt64(Self.pageByteCount) + UInt64(start))
      return true
    } catch {
      failure = error.message
      return false
    }
  }

  func read(_ count: Int, of page: UInt32) -> [UInt8] {
    do throws(Failure) {
      return try file?.read(count, at: UInt64(page) * UInt64(Self.pageByteCount)) ?? []
    } catch {
      failure = error.message
      return []
    }
  }
}
