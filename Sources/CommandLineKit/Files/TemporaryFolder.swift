#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A new folder, which is removed with all that is in it when this object goes.
package final class TemporaryFolder {
  /// The folder's path.
  package let path: String

  /// Makes a folder in `TMPDIR`, or else in `/tmp`.
  package init() throws(FileError) {
    let parent = Environment["TMPDIR"] ?? "/tmp"
    var template = Array("\(parent)/websocket-explorer-XXXXXX".utf8CString)
    guard let made = unsafe mkdtemp(&template) else { throw FileError(parent) }
    path = unsafe String(cString: made)
  }

  deinit { Files.remove(path) }
}
