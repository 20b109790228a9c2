import CommandLineKit
import Foundation
import TestSupport

/// The program `Load/wsload.c`, compiled; by default it runs on the machine's second processor.
final class LoadGenerator {
  private let folder: TemporaryFolder
  private var program: String { folder.path + "/wsload" }

  /// Why a load cannot be generated here; nil where it can.
  static var missing: String? {
    #if os(Linux)
      guard Partner.finds("cc") else { return "no C compiler (cc)" }
      guard Partner.finds("taskset") else { return "no taskset (apt install util-linux)" }
      return ProcessInfo.processInfo.activeProcessorCount > 1 ? nil : "one processor only"
    #else
      return "Linux only: the load generator needs epoll"
    #endif
  }

  init() throws {
    folder = try TemporaryFolder()
    _ = try compile("wsload", "-lz")
  }

  /// Compiles a C program in `Load`, as long as this object lives; its path.
  func compile(_ name: String, _ libraries: String...) throws -> String {
    let path = folder.path + "/" + name
    let run = try BuiltProgram(path: "/usr/bin/env").run(
      ["cc", "-O2", "-o", path, Self.file("\(name).c")] + libraries)
    guard run.status == 0 else { throw LoadError(message: run.errors) }
    return path
  }

  /// A file in the folder of `wsload.c`.
  static func file(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Load/\(name)").path
  }

  /// Keeps a load on a port for some seconds; returns how many messages came back.
  func run(
    _ load: Load, port: Int, seconds: Double, on processors: String = "1"
  ) throws -> LoadResult {
    let run = try BuiltProgram(path: "/usr/bin/env").run(
      ["taskset", "-c", processors, program, "\(port)"] + load.arguments + ["\(seconds)"])
    let words = run.text.split(separator: " ")
    guard run.status == 0, words.count >= 4, let count = Double(words[0]),
      let time = Double(words[3])
    else { throw LoadError(message: run.errors) }
    return LoadResult(messageCount: count, seconds: time)
  }

  /// Opens connections, lets one echo through on each, and holds them as long as `body` runs.
  func holding<Value>(_ load: Load, port: Int, _ body: () throws -> Value) throws -> Value {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "ulimit -n \(RunningServer.descriptorCount); exec \"$@\"", "sh", program, "\(port)",
    ]
    process.arguments? += load.arguments + ["0"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    defer {
      try? input.fileHandleForWriting.close()
      process.waitUntilExit()
    }
    let answer = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard answer.hasPrefix("held ") else { throw LoadError(message: answer) }
    return try body()
  }
}

/// The number of connections, of messages on the way on each, and their size.
struct Load {
  var connectionCount: Int
  var inFlight: Int
  /// A number of bytes, or the name of a file whose content is sent compressed.
  var payload: String

  var arguments: [String] { ["\(connectionCount)", "\(inFlight)", payload] }
}

/// The result of a load.
struct LoadResult {
  var messageCount: Double
  var seconds: Double

  var messagesPerSecond: Double { messageCount / seconds }
}
