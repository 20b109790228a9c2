import WebSocketInspection

/// Overflow storage in memory that counts, and fails when told to.
final class FakeStorage: OverflowStorage {
  private(set) var bytes: [UInt8] = []
  private(set) var writeCount = 0
  /// After how many more calls it fails; nil: never.
  var callsLeft: Int?

  static let failure = StorageFailure("The disk is full.")

  private func call() throws(StorageFailure) {
    guard let left = callsLeft else { return }
    guard left > 0 else { throw Self.failure }
    callsLeft = left - 1
  }

  func write(_ piece: ArraySlice<UInt8>, at offset: UInt64) throws(StorageFailure) {
    try call()
    writeCount += 1
    let end = Int(offset) + piece.count
    if bytes.count < end { bytes += [UInt8](repeating: 0xEE, count: end - bytes.count) }
    bytes.replaceSubrange(Int(offset)..<end, with: piece)
  }

  func read(_ byteCount: Int, at offset: UInt64) throws(StorageFailure) -> [UInt8] {
    try call()
    return Array(bytes[Int(offset)..<Int(offset) + byteCount])
  }
}

extension PayloadStore {
  convenience init(over storage: FakeStorage) {
    self.init { () throws(StorageFailure) in storage }
  }
}
