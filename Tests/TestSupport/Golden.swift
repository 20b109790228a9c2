import Foundation
import Testing

/// Compares text with a golden file, or rewrites the file if `UPDATE_GOLDEN` is set.
///
/// Read a rewritten file before you commit it.
package func expectGolden(
  _ text: String, at file: URL, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return
  }
  let golden = try? String(contentsOf: file, encoding: .utf8)
  let difference = golden.map { firstDifference($0, text) } ?? "there is no such file"
  #expect(
    golden == text,
    """
    \(file.lastPathComponent) differs: \(difference)
    UPDATE_GOLDEN=1 swift test rewrites golden files; read them before you commit.
    """,
    sourceLocation: sourceLocation)
}

private func firstDifference(_ golden: String, _ text: String) -> String {
  let old = golden.split(separator: "\n", omittingEmptySubsequences: false)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  for index in 0..<max(old.count, new.count) {
    let was = index < old.count ? String(old[index]) : "(no line)"
    let now = index < new.count ? String(new[index]) : "(no line)"
    if was != now { return "line \(index + 1)\n  golden \(was)\n  now    \(now)" }
  }
  return "nowhere"
}

/// The top folder of the package.
package var packageDirectory: URL {
  URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
