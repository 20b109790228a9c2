import Foundation
import TestSupport
import WebSocketTransport

/// A program that runs while a test goes on, and that ends with it.
///
/// Its streams are files: no pipe can fill, and both can be read at any time.
final class StartedProgram {
  private let process = Process()
  private let folder: URL
  let name: String

  init(
    _ command: [String], input: String = "", environment: [String: String] = [:]
  ) throws {
    name = command.joined(separator: " ")
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("interop-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(input.utf8).write(to: folder.appendingPathComponent("in"))
    for stream in ["out", "err"] { try Data().write(to: folder.appendingPathComponent(stream)) }
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = try FileHandle(
      forReadingFrom: folder.appendingPathComponent("in"))
    process.standardOutput = try FileHandle(forWritingTo: folder.appendingPathComponent("out"))
    process.standardError = try FileHandle(forWritingTo: folder.appendingPathComponent("err"))
    try process.run()
  }

  deinit {
    end()
    try? FileManager.default.removeItem(at: folder)
  }

  /// `wsx`, as it was built with the tests.
  static func wsx(_ arguments: [String], input: String = "") throws -> StartedProgram {
    try built("wsx", arguments, input: input)
  }

  /// A program that was built with the tests.
  static func built(
    _ name: String, _ arguments: [String], input: String = ""
  ) throws -> StartedProgram {
    let path = BuiltProgram.productsDirectory.appendingPathComponent(name).path
    return try StartedProgram([path] + arguments, input: input)
  }

  var isRunning: Bool { process.isRunning }
  var output: String { text("out") }
  var errors: String { text("err") }
  var status: Int32 { process.terminationStatus }

  private func text(_ stream: String) -> String {
    let data = try? Data(contentsOf: folder.appendingPathComponent(stream))
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  /// Waits for a line of its output with both texts; returns what is between them.
  func value(after start: String, upTo end: Character = "\n") throws -> String {
    var found: String?
    try wait(for: "\(name) to print \(start)") {
      for stream in [errors, output] {
        guard let range = stream.range(of: start) else { continue }
        let rest = stream[range.upperBound...]
        guard let stop = rest.firstIndex(where: { $0 == end || $0 == "\n" }) else { continue }
        found = String(rest[..<stop])
        return true
      }
      guard isRunning else { throw Failure("\(name) ended with \(status): \(errors)\(output)") }
      return false
    }
    return found ?? ""
  }

  /// As Ctrl-C does.
  func interrupt() {
    process.interrupt()
  }

  /// Waits until it has ended by itself; the loop turns meanwhile.
  func waitForEnd(on loop: EventLoop? = nil) throws {
    try wait(for: "\(name) to end", on: loop) { !isRunning }
  }

  /// Ends it, politely at first, unless it is about to end by itself.
  func end(isAsked: Bool = false) {
    if !isAsked, process.isRunning { process.terminate() }
    if !endsWithin(seconds: 10) { process.terminate() }
    if !endsWithin(seconds: 5) { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  private func endsWithin(seconds: Double) -> Bool {
    let deadline = Date().addingTimeInterval(seconds)
    while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.02) }
    return !process.isRunning
  }
}

/// What went wrong with another program, in words.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Waits for other programs, a minute at most; the loop turns meanwhile.
func wait(
  for event: String, on loop: EventLoop? = nil, until isDone: () throws -> Bool
) throws {
  let deadline = Date().addingTimeInterval(60)
  while try !isDone() {
    guard Date() < deadline else { throw Failure("waited a minute for \(event)") }
    if let loop, loop.hasWork {
      loop.turn(atMost: .milliseconds(10))
    } else {
      Thread.sleep(forTimeInterval: 0.01)
    }
  }
}
