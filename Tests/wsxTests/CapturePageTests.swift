import Foundation
import TestSupport
import Testing

@Suite("wsx capture --export")
struct CapturePageTests {
  @Test("nothing of a message becomes markup", arguments: ["html", "svg"])
  func hostileMessage(_ format: String) throws {
    let har = """
      {"log":{"version":"1.2","creator":{"name":"t","version":"1"},"entries":[{
      "startedDateTime":"2026-01-01T00:00:00.000Z","request":{"method":"GET",
      "url":"ws://localhost/<b>","headers":[]},"response":{"status":101,"headers":[]},
      "_webSocketMessages":[{"type":"send","time":1767225600.5,"opcode":1,
      "data":"<script>alert(1)</script>\\u202e\\u001b[31m"}]}]}}
      """
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).har")
    try har.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }

    let page = try BuiltProgram("wsx").run(["capture", file.path, "--export", format])
    #expect(page.status == 0, "\(page.errors)")
    #expect(page.text.contains("&lt;script&gt;alert(1)"))
    #expect(!page.text.contains("<script>alert"))
    #expect(!page.text.contains("<b>\""))
    #expect(!page.text.contains("\u{202e}") && !page.text.contains("\u{1b}"))
  }
}
