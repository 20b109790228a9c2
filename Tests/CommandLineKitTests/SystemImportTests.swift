import Foundation
import Testing

@Suite struct SystemImportTests {
  /// Programs ask the system through CommandLineKit; the transport has socket calls of its own, and a
  /// lesson's harness is compiled apart from this package.
  @Test func onlyTwoTargetsImportTheCLibrary() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var importing: Set<String> = []
    for top in ["Sources", "Lessons"] {
      let folder = package.appending(path: top)
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      for file in files where file.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        guard text.contains(/(?m)^ *import (Darwin|Glibc|Musl|Foundation)$/) else { continue }
        importing.insert("\(top)/\(file.prefix { $0 != "/" })")
      }
    }
    #expect(
      importing == ["Sources/CommandLineKit", "Sources/WebSocketTransport", "Lessons/Harness"])
  }
}
