import Foundation
import TestSupport
import Testing

@Suite("wsx capture and TLS")
struct CaptureTLSTests {
  private let capture = packageDirectory.appendingPathComponent("Samples/pieces/tls.pcap").path
  private let keys = packageDirectory.appendingPathComponent("Samples/pieces/tls.keys").path

  @Test("says that bytes are encrypted, and where to read what to do")
  func encrypted() throws {
    let run = try BuiltProgram("wsx").run(["capture", capture])
    #expect(run.errors.contains("1 connection with TLS") && run.errors.contains("--tls-keys"))
  }

  @Test(
    "shows the messages after the steps that help names",
    .enabled(if: SystemProgram.isExpected("tshark") && SystemProgram.isExpected("xxd")))
  func recipe() throws {
    let answer = try BuiltProgram("wsx").run(["capture", capture, "--tls-keys", keys])
    #expect(answer.status == 2)
    let commands = answer.errors.split(separator: "\n")
      .filter { $0.hasPrefix("    ") && !$0.hasPrefix("     ") }
      .map {
        $0.replacingOccurrences(of: "-r FILE", with: "-r \(capture)")
          .replacingOccurrences(of: ":KEYS", with: ":\(keys)")
      }
    #expect(commands.count == 5)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let told = try ConsoleTranscript.runInShell(commands.joined(separator: "\n"), in: folder)
    #expect(told.contains("\n0\n"), "the number of the stream: \(told)")
    #expect(told.contains("✓ no rule is broken"), "\(told)")
    let read = try ConsoleTranscript.runInShell(
      "wsx capture --client one.bin --server other.bin --format json 2>&1", in: folder)
    for text in ["Hello", "你好，世界 👋", "The same words over and over."] {
      #expect(read.contains("\"text\":\"\(text)"), "\(read)")
    }
  }

  @Test("swaps two streams if the response is in the client's")
  func swapped() throws {
    func read(_ client: String, _ server: String) throws -> BuiltProgram.Run {
      func path(_ name: String) -> String {
        packageDirectory.appendingPathComponent("Samples/pieces/\(name).bin").path
      }
      return try BuiltProgram("wsx").run(
        ["capture", "--client", path(client), "--server", path(server)])
    }
    let right = try read("client", "server")
    let wrong = try read("server", "client")
    #expect(wrong.text == right.text)
    #expect(wrong.errors.contains("the other way round"))
    #expect(!right.errors.contains("the other way round"))
  }
}
