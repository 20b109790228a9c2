import Foundation
import TestSupport
import Testing

/// Streams that cannot be read or written, and arguments that are typing mistakes.
@Suite("wsx and its streams")
struct StreamFailureTests {
  private let wsx = BuiltProgram.productsDirectory.appendingPathComponent("wsx").path

  private func shell(_ line: String) throws -> BuiltProgram.Run {
    try BuiltProgram(path: "/bin/sh").run(["-c", line.replacing("wsx", with: "'\(wsx)'")])
  }

  @Test("fail if a result cannot be written, and the reason is shown")
  func closedOutput() throws {
    let run = try shell("wsx decode 81 00 >&-")
    #expect(run.status == 5)
    #expect(run.errors.contains("cannot write the result"), "\(run.errors)")
  }

  @Test(
    "say that a device is full",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDevice() throws {
    let run = try shell("wsx help > /dev/full")
    #expect(run.status == 5)
    #expect(run.errors.contains("No space left"), "\(run.errors)")
  }

  @Test("write the result even if standard error is closed")
  func closedErrors() throws {
    let run = try shell("wsx decode --format json 81 00 2>&-")
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("{\"schema\":2"))
  }

  @Test(
    "say why a file cannot be read",
    arguments: [
      ("wsx decode --file /nonexistent", "No such file"), ("wsx decode --file /", "directory"),
      ("wsx handshake --file /", "directory"), ("wsx encode text --file /", "directory"),
      ("wsx decode <&-", "standard input"),
    ])
  func unreadable(line: String, reason: String) throws {
    let run = try shell(line)
    #expect(run.status == 3)
    #expect(run.errors.contains(reason), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test(
    "show control and bidi characters in arguments as escapes",
    arguments: [
      ["decode", "81 \u{1B}[31m"], ["decode", "81 \u{202E} 00"], ["decode", "81 \u{9B} 00"],
      ["decode", "--file", "\u{1B}[31m"], ["explain", "\u{202E}\u{7}"], ["\u{1B}[31m"],
      ["decode", "--\u{1B}"], ["accept", "\u{1B}[31m"], ["encode", "text", "--key", "\u{1B}"],
    ])
  func escapes(words: [String]) throws {
    let run = try BuiltProgram(path: wsx).run(words)
    #expect([2, 3].contains(run.status))
    #expect(run.output.isEmpty, "\(run.text)")
    let dangerous = run.errors.unicodeScalars.filter {
      ($0.properties.generalCategory == .control && $0 != "\n")
        || $0.properties.generalCategory == .format
    }
    #expect(dangerous.isEmpty, "\(dangerous)")
  }

  @Test(
    "repeat only the beginning of a word of 100,000 characters",
    arguments: [["explain"], ["decode", "--file"], ["decode", "--format"], ["accept"], []])
  func longWords(before: [String]) throws {
    let run = try BuiltProgram(path: wsx).run(before + [String(repeating: "g", count: 100_000)])
    #expect([2, 3].contains(run.status))
    #expect(run.errors.utf8.count < 1_000)
  }

  @Test(
    "do not read a capture file as frames, unless they are forced to",
    arguments: [[0xD4, 0xC3, 0xB2, 0xA1], [0xA1, 0xB2, 0xC3, 0xD4], [0x0A, 0x0D, 0x0D, 0x0A]]
      as [[UInt8]])
  func capture(magic: [UInt8]) throws {
    let file = magic + [2, 0, 4, 0] + [UInt8](repeating: 0, count: 16)
    let refused = try BuiltProgram(path: wsx).run(["decode"], input: file)
    #expect(refused.status == 3)
    #expect(refused.errors.contains("capture file"))
    #expect(refused.output.isEmpty)
    let forced = try BuiltProgram(path: wsx).run(["decode", "--input-format", "raw"], input: file)
    #expect(forced.text.contains("Frame 1"))
  }
}
