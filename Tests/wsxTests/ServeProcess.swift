import Foundation
import TestSupport
import Testing

/// A `wsx` command that runs until it is stopped, such as a server.
///
/// It is stopped by its process ID, at the latest when the test releases this object.
final class RunningCommand {
  private let process = Process()
  private let folder: URL
  private var pipe: Pipe?

  /// Where its standard output goes.
  enum Output {
    case file
    /// A full pipe that is not read.
    case fullPipe
    /// A pipe whose reading end is closed.
    case brokenPipe
  }

  /// Starts `wsx` with these arguments; its streams are files.
  init(_ arguments: [String], output: Output = .file) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("live-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process.executableURL = BuiltProgram.productsDirectory.appendingPathComponent("wsx")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    switch output {
    case .file: process.standardOutput = try Self.file(folder.appendingPathComponent("out"))
    case .fullPipe, .brokenPipe:
      let pipe = output == .fullPipe ? Pipe.full() : Pipe()
      process.standardOutput = pipe
      self.pipe = pipe
    }
    process.standardError = try Self.file(folder.appendingPathComponent("err"))
    try process.run()
    if output == .brokenPipe { try pipe?.fileHandleForReading.close() }
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(at: folder)
  }

  private static func file(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  var output: String { text(of: "out") }
  var errors: String { text(of: "err") }

  private func text(of name: String) -> String {
    let data = (try? Data(contentsOf: folder.appendingPathComponent(name))) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  /// The port on which it listens, once it says so.
  func port() throws -> Int {
    try #require(
      poll {
        errors.split(separator: "\n").first { $0.hasPrefix("Listening on ws://") }.flatMap { line in
          line.dropFirst("Listening on ws://".count).split(separator: ":").dropFirst().first
            .flatMap { Int($0.prefix { $0.isNumber }) }
        }
      }, "it does not listen: \(errors)")
  }

  /// The result of `look` once it is not nil, within a minute.
  func poll<Found>(_ look: () -> Found?) -> Found? {
    for _ in 0..<3000 {
      if let found = look() { return found }
      usleep(20_000)
    }
    return look()
  }

  var hasEnded: Bool { !process.isRunning }
  var status: Int32 { process.terminationStatus }

  /// Sends a signal to it.
  func send(_ signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  /// Sends the signal of Ctrl-C and waits for the end; nil if it does not end within a minute.
  func interrupt() -> (status: Int32, seconds: Double)? {
    let start = Date()
    send(SIGINT)
    guard poll({ process.isRunning ? nil : true }) == true else { return nil }
    return (process.terminationStatus, Date().timeIntervalSince(start))
  }
}

extension Pipe {
  /// A full pipe.
  static func full() -> Pipe {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    // The last space is smaller than a page.
    for size in [4096, 1] {
      while unsafe write(descriptor, [UInt8](repeating: 0x2E, count: size), size) > 0 {}
    }
    _ = fcntl(descriptor, F_SETFL, flags)
    return pipe
  }
}

/// Runs `wsx connect` with some typed lines, and gives it two minutes.
func connect(_ url: String, typing input: String = "", _ options: String...) throws
  -> BuiltProgram.Run
{
  try SystemProgram.any.run(
    [
      "timeout", "120", BuiltProgram.productsDirectory.appendingPathComponent("wsx").path,
      "connect",
    ]
      + options + [url], input: Array(input.utf8))
}

extension BuiltProgram.Run {
  /// The objects of `--format json` of one type.
  func objects(_ type: String) throws -> [[String: Any]] {
    try JSONLines.objects(text).filter { $0["type"] as? String == type }
  }
  /// The frames.
  func frames() throws -> [[String: Any]] { try objects("frame") }
}
