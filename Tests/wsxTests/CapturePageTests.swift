import Foundation
import TestSupport
import Testing

@Suite("wsx capture --export")
struct CapturePageTests {
  @Test("does not make markup of messages", arguments: ["html", "svg"])
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

  @Test(
    "shows two connections at the same time one below the other", arguments: ["html", "svg"])
  func turns(_ format: String) throws {
    var capture = CaptureBuilder()
    for port: UInt16 in [50_001, 50_002] { capture.open(port) }
    for port: UInt16 in [50_002, 50_001, 50_002, 50_001] {
      capture.send(CaptureBuilder.frame(1, Array("from \(port)".utf8)), port, fromClient: false)
    }
    capture.finish(50_001)
    let page = try BuiltProgram("wsx").run(
      ["capture", "-", "--export", format], input: capture.file)
    #expect(page.status == 0, "\(page.errors)")
    #expect(page.text.contains("10.0.0.1:50001 → 10.0.0.2:8080"))
    if format == "svg" {
      let last = try #require(page.text.range(of: "from 50001", options: .backwards))
      let first = try #require(page.text.range(of: "from 50002"))
      #expect(last.lowerBound < first.lowerBound)
      return
    }
    // The page is written in the order of the packets; each of its parts says where it is shown.
    var order = 0
    for line in page.text.split(separator: "\n") {
      if let place = line.firstMatch(of: /style="order:([0-9]+)"/) { order = Int(place.1) ?? 0 }
      if line.contains("from 50001") { #expect(order == 2) }
      if line.contains("from 50002") { #expect(order == 4) }
      if line.contains("ended TCP without a close frame") { #expect(order == 1) }
      if line.contains("still open where the capture ends") { #expect(order == 3) }
    }
    #expect(page.text.contains("ended TCP without a close frame"))
    #expect(page.text.contains("still open where the capture ends"))
  }
}
