/// A file or folder that could not be made or written, and why.
package struct FileError: Error, CustomStringConvertible {
  package let path: String
  package let reason: String

  /// The system call that failed just now concerned this path.
  init(_ path: String) {
    self.path = path
    reason = SystemCallError.last.description
  }

  package var description: String { "\(path): \(reason)" }
}
