import Foundation
import TestSupport
import Testing

/// A file that one run of `wsx capture --follow` reads while it grows, cut anywhere.
@Suite("wsx capture --follow")
struct CaptureFollowTests {
  private func conversation() -> CaptureBuilder {
    var builder = CaptureBuilder()
    builder.open(40_001)
    for word in ["one", "two"] {
      builder.send(
        CaptureBuilder.frame(1, Array(word.utf8), key: [1, 2, 3, 4]), 40_001, fromClient: true)
      builder.send(CaptureBuilder.frame(1, Array("\(word) too".utf8)), 40_001, fromClient: false)
    }
    return builder
  }

  @Test("reads a file that begins empty and grows by any number of bytes")
  func growing() throws {
    let builder = conversation()
    let bytes = builder.file
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("growing-\(UUID().uuidString).pcap")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try RunningCommand(["capture", file.path, "--follow", "--format", "json"])
    let writer = try FileHandle(forWritingTo: file)
    var written = 0
    // It looks every 200 ms; if it misses a step, that step is not tested, and nothing fails.
    func grow(to end: Int) throws {
      try writer.write(contentsOf: bytes[written..<end])
      written = end
      usleep(250_000)
    }
    func texts() -> [String] {
      run.output.split(separator: "\n").compactMap { line in
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return object?["type"] as? String == "frame" ? object?["text"] as? String : nil
      }
    }
    // Inside the header of the file, and after it.
    try grow(to: 10)
    try grow(to: 24)
    var start = 24
    let expected = ["", "", "", "", "one", "one too", "two", "two too"]
    var told: [String] = []
    for (packet, text) in zip(builder.packets, expected) {
      let end = start + 16 + packet.bytes.count
      if text.isEmpty {
        // After the end of a record, inside the header of the next one.
        try grow(to: end + 3)
      } else {
        // Inside the header of a record, after it, and inside its IP, TCP and frame headers.
        for cut in [start + 7, start + 16, start + 30, start + 50, end - 1] where cut > written {
          try grow(to: cut)
        }
        #expect(texts() == told, "before its packet is whole")
        try grow(to: end)
        told.append(text)
        try #require(run.poll { texts().count >= told.count ? true : nil } == true, "\(run.errors)")
      }
      #expect(texts() == told)
      start = end
    }
    #expect(written == bytes.count)
    #expect(run.interrupt()?.status == 0, "\(run.errors)")
    #expect(texts() == told && run.errors.isEmpty, "\(run.errors)")
  }
}
