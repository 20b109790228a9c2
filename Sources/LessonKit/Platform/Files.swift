#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The few things that the course asks of the file system.
///
/// By system calls: `wsx` links this too, and loading FoundationEssentials would take as long as the
/// rest of its start.
enum Files {
  /// A file that could not be written, and why.
  struct Failure: Error, CustomStringConvertible {
    let path: String
    let reason: String

    init(_ path: String) {
      self.path = path
      reason = unsafe String(cString: strerror(errno))
    }

    var description: String { "\(path): \(reason)" }
  }

  /// Our own environment.
  static var environment: [String: String] {
    var variables: [String: String] = [:]
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      let parts = unsafe String(cString: entry).split(separator: "=", maxSplits: 1)
      if let name = parts.first {
        variables[String(name)] = parts.dropFirst().first.map(String.init) ?? ""
      }
      unsafe next += 1
    }
    return variables
  }

  static var workingDirectory: String { absolute(".") }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// The file's text; what is not UTF-8 in it becomes U+FFFD.
  static func text(of path: String) -> String? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      var count = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
        count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
        filled = max(0, count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += piece
    }
  }

  /// Writes beside the file first, then takes its place: a reader never sees half of it.
  static func write(_ text: String, to path: String) throws {
    let beside = "\(path).\(getpid()).new"
    let descriptor = unsafe open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Failure(path) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          unsafe Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          unsafe Musl.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    guard close(descriptor) == 0, rest.isEmpty, unsafe rename(beside, path) == 0 else {
      let failure = Failure(path)
      _ = unsafe unlink(beside)
      throw failure
    }
  }

  /// The names in a folder, in order, without the hidden ones.
  static func names(in folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 1) { unsafe String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// A new folder for files that nobody needs for long.
  static func makeTemporaryFolder() throws -> String {
    let parent = environment["TMPDIR"] ?? "/tmp"
    var template = Array("\(parent)/websocket-explorer-XXXXXX".utf8CString)
    guard let made = unsafe mkdtemp(&template) else { throw Failure(parent) }
    return unsafe String(cString: made)
  }

  /// Removes a file, or a folder with all that is in it.
  static func remove(_ path: String) {
    for name in names(in: path) { remove(path + "/" + name) }
    // `unlink` for files, `rmdir` for folders: one of the two fits.
    if unsafe unlink(path) != 0 { _ = unsafe rmdir(path) }
  }

  /// The path without links, `.` and `..`, from the root.
  ///
  /// Of a path that leads nowhere, the part that exists is taken so, and the rest as it is written.
  static func absolute(_ path: String) -> String {
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

/// A path's parts.
enum Path {
  /// The folder that holds this file or folder; nil for the root.
  static func parent(of path: String) -> String? {
    let parts = path.split(separator: "/")
    guard !parts.isEmpty else { return nil }
    return "/" + parts.dropLast().joined(separator: "/")
  }

  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
