import CommandLineKit
import WebSocketTransport

/// A server or a client that makes one mistake, or none: for tests of what judges them.
@main
struct WrongServer {
  private static let help = """
    wrongserver [--mistake NAME] [--port PORT]      echoes messages; prints "port NUMBER"
    wrongserver [--mistake NAME] --connect URL      a client that echoes, again and again
    wrongserver --list                              the names of the mistakes

    """

  static func main() throws {
    let output = Output.standardOutput()
    var words = CommandLine.arguments.dropFirst()
    var options: [String: String] = [:]
    while let word = words.popFirst() {
      guard word != "--list" else {
        for mistake in Mistake.all { output.write("\(mistake.name)\t\(mistake.title)\n") }
        output.flush()
        return
      }
      guard ["--mistake", "--port", "--connect"].contains(word), let value = words.popFirst() else {
        stop("there is no option \(word), or its value is missing")
      }
      options[word] = value
    }
    var habits = Habits()
    if let name = options["--mistake"] {
      guard let mistake = Mistake.named(name) else { stop("there is no mistake \(name)") }
      mistake.change(&habits)
    }
    let loop = try EventLoop()
    if let text = options["--connect"] {
      let client = EndlessClient(try WebSocketURL(text), habits, on: loop)
      try client.connect()
      loop.run()
    } else {
      let server = try Server(port: options["--port"].flatMap { Int($0) } ?? 0, habits, on: loop)
      output.write("port \(server.port)\n")
      output.flush()
      loop.run()
    }
  }

  private static func stop(_ reason: String) -> Never {
    let errors = Output.standardError()
    errors.write("wrongserver: \(reason)\n\n" + help)
    exitProcess(ExitStatus.usage.rawValue)
  }
}
