/// A place outside memory for payloads that do not fit into it, such as a temporary file.
///
/// The inspector does not use files itself; the program provides one.
public protocol OverflowStorage: AnyObject {
  /// Writes bytes at an offset.
  func write(_ bytes: ArraySlice<UInt8>, at offset: UInt64) throws(StorageFailure)
  /// Reads bytes that were written at an offset.
  func read(_ byteCount: Int, at offset: UInt64) throws(StorageFailure) -> [UInt8]
}

/// Why a payload could not be stored or read again.
public struct StorageFailure: Error, Hashable, Sendable {
  /// What failed, in whole sentences.
  public let reason: String

  /// A failure of the storage.
  public init(_ reason: String) {
    self.reason = reason
  }
}
