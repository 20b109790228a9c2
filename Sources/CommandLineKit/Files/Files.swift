#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Whole files and folders by their paths.
///
/// By system calls: loading FoundationEssentials would take as long as the rest of a program's start.
package enum Files {
  /// The absolute path of the folder in which the program was started.
  package static var workingDirectory: String { absolute(".") }

  /// Whether there is a file or folder at this path.
  package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Whether there is a folder at this path.
  package static func isFolder(_ path: String) -> Bool { exists(path + "/.") }

  /// The file's text, with U+FFFD for what is not UTF-8; nil where it cannot be read.
  package static func text(of path: String) -> String? {
    guard let file = try? InputFile(path: path), let bytes = try? file.readAll() else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a file next to it first, which then takes its place: a reader never sees half of it.
  package static func write(_ text: String, to path: String) throws(FileError) {
    let new = "\(path).\(getpid()).new"
    let descriptor = unsafe open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path) }
    let isWritten = (try? writeAll(Array(text.utf8), to: descriptor)) != nil
    guard close(descriptor) == 0, isWritten, unsafe rename(new, path) == 0 else {
      let error = FileError(path)
      _ = unsafe unlink(new)
      throw error
    }
  }

  /// The names in a folder, in order, without the hidden ones.
  package static func names(in folder: String) -> [String] {
    allNames(in: folder).filter { !$0.hasPrefix(".") }.sorted()
  }

  private static func allNames(in folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 1) { unsafe String(cString: $0) }
      }
      names.append(name)
    }
    return names
  }

  /// Removes a file or a link, or a folder with all that is in it.
  package static func remove(_ path: String) {
    // `unlink` takes a link away without looking at what it leads to; it refuses a folder.
    guard unsafe unlink(path) != 0 else { return }
    for name in allNames(in: path) where name != "." && name != ".." { remove(path + "/" + name) }
    _ = unsafe rmdir(path)
  }

  /// The path without links, `.` and `..`, from the root.
  ///
  /// Where the path leads nowhere, this is done to the part that exists; the rest stays as written.
  package static func absolute(_ path: String) -> String {
    if let real = unsafe realpath(path, nil) {
      defer { unsafe free(real) }
      return unsafe String(cString: real)
    }
    let parts = path.split(separator: "/")
    guard let name = parts.last, path != "." else { return "/" }
    let parent = parts.dropLast().joined(separator: "/")
    let folder = path.hasPrefix("/") ? "/" + parent : parent.isEmpty ? "." : parent
    let real = absolute(folder)
    return (real == "/" ? "" : real) + "/" + name
  }
}
