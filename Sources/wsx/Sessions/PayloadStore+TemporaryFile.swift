import CommandLineKit
import WebSocketInspection

extension PayloadStore {
  /// A store whose overflow goes to a file without a name, made when it is needed.
  static func withTemporaryFile() -> PayloadStore {
    PayloadStore { () throws(StorageFailure) in
      do throws(Failure) {
        return OverflowFile(try TemporaryFile())
      } catch {
        throw StorageFailure(error.message)
      }
    }
  }
}

/// A temporary file as the inspector's overflow storage.
private final class OverflowFile: OverflowStorage {
  private let file: TemporaryFile

  init(_ file: TemporaryFile) {
    self.file = file
  }

  func write(_ bytes: ArraySlice<UInt8>, at offset: UInt64) throws(StorageFailure) {
    do throws(Failure) {
      try file.write(bytes, at: offset)
    } catch {
      throw StorageFailure(error.message)
    }
  }

  func read(_ byteCount: Int, at offset: UInt64) throws(StorageFailure) -> [UInt8] {
    do throws(Failure) {
      return try file.read(byteCount, at: offset)
    } catch {
      throw StorageFailure(error.message)
    }
  }
}
