import Foundation

/// A server that runs as a process of its own, by default on the machine's first processor.
final class RunningServer {
  /// What the table calls it.
  let name: String
  /// The port that it listens on.
  let port: Int
  private let process = Process()
  private let output = Pipe()

  /// Starts a server, which must print where it listens.
  init(_ name: String, command: [String], on processors: String = "0") throws {
    self.name = name
    // More descriptors than most shells give a process: each connection takes one.
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      ["-c", "ulimit -n \(Self.descriptorCount); exec taskset -c \(processors) \"$@\"", "sh"]
      + command
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    guard let port = Self.readPort(output.fileHandleForReading) else {
      process.terminate()
      throw LoadError(message: "\(name) did not say where it listens")
    }
    self.port = port
    // Nothing more is read, and a server that waits for its output would wait for ever.
    output.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
  }

  deinit {
    output.fileHandleForReading.readabilityHandler = nil
    process.terminate()
    process.waitUntilExit()
  }

  /// What this machine's shell allows, up to 10,000 connections and some.
  static let descriptorCount =
    "$(h=$(ulimit -Hn); [ $h = unlimited ] || [ $h -gt 10100 ] && h=10100; echo $h)"

  /// The processor time that it has taken so far, in seconds: its own, and the kernel's for it.
  var processorSeconds: Double {
    // The second field, the program's name, may hold blanks; all fields after it are numbers.
    let stat =
      (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8))
    let fields = stat?.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return .nan
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The memory that is its own, not shared with files, in bytes.
  var ownByteCount: Int? {
    let path = "/proc/\(process.processIdentifier)/status"
    guard let status = try? String(contentsOfFile: path, encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") })
    else { return nil }
    return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
      .map { $0 << 10 }
  }

  /// The port in the first line that names this machine: `…127.0.0.1:8080/echo`.
  private static func readPort(_ output: FileHandle) -> Int? {
    var text = ""
    while true {
      let data = output.availableData
      guard !data.isEmpty else { return nil }
      text += String(decoding: data, as: UTF8.self)
      guard let place = text.range(of: "127.0.0.1:"), text.hasSuffix("\n") else { continue }
      return Int(text[place.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }
  }
}

/// Why a load could not be generated.
struct LoadError: Error {
  var message: String
}
