import WebSocketInspection

/// Keeps long messages in memory until they are compared.
final class MemoryStorage: OverflowStorage {
  private var bytes: [UInt8] = []

  func write(_ piece: ArraySlice<UInt8>, at offset: UInt64) throws(StorageFailure) {
    let start = Int(offset)
    if bytes.count < start + piece.count {
      bytes += Array(repeating: 0, count: start + piece.count - bytes.count)
    }
    bytes.replaceSubrange(start..<start + piece.count, with: piece)
  }

  func read(_ byteCount: Int, at offset: UInt64) throws(StorageFailure) -> [UInt8] {
    let start = min(Int(offset), bytes.count)
    return Array(bytes[start..<min(start + byteCount, bytes.count)])
  }
}
