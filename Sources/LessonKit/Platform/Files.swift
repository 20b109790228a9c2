#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The few things that the course asks of the file system.
enum Files {
  /// Our own environment.
  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  static var workingDirectory: String { FileManager.default.currentDirectoryPath }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The file's text; what is not UTF-8 in it becomes U+FFFD.
  static func text(of path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes beside the file first, then takes its place: a reader never sees half of it.
  static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  }

  static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// A new folder for files that nobody needs for long.
  static func makeTemporaryFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "websocket-explorer-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// The path without links, `.` and `..`, from the root.
  static func absolute(_ path: String, in folder: String = workingDirectory) -> String {
    let full = path.hasPrefix("/") ? path : folder + "/" + path
    return URL(filePath: full).standardizedFileURL.resolvingSymlinksInPath().path
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
