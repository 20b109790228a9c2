/// A path's parts.
package enum Path {
  /// The folder that holds this file or folder; nil for the root.
  package static func parent(of path: String) -> String? {
    let parts = path.split(separator: "/")
    guard !parts.isEmpty else { return nil }
    return "/" + parts.dropLast().joined(separator: "/")
  }

  /// The last part: a file's name without its folders.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
