import WebSocketInspection

/// Overflow storage in memory that counts, and fails when told to.
final class FakeStorage: OverflowStorage {
  private(set) var bytes: [UInt8] = []
  private(set) var callCount = 0
  /// After how many more calls it fails; nil: never.
  var callsLeft: Int?
  /// Whether only one call fails, and those after it do not.
  var failsOnce = false

  static let failure = StorageFailure("The disk is full.")

  private func call() throws(StorageFailure) {
    callCount += 1
    guard let left = callsLeft else { return }
    callsLeft = left > 0 ? left - 1 : failsOnce ? nil : 0
    guard left > 0 else { throw Self.failure }
  }

  func write(_ piece: ArraySlice<UInt8>, at offset: UInt64) throws(StorageFailure) {
    try call()
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
