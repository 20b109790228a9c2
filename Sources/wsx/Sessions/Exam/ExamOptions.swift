import CommandLineKit
import ConformanceExam
import WebSocketProtocol
import WebSocketTransport

/// What the command line says about an exam.
enum ExamOptions {
  static func settings(_ arguments: Arguments, cases: [ExamCase]) throws(Failure) -> ExamSettings {
    var settings = ExamSettings(try target(arguments), cases: cases)
    settings.jobs = try arguments.number("jobs", in: 1...256) ?? settings.jobs
    if let seconds = try arguments.number("timeout", in: 1...600) {
      settings.timeout = .seconds(seconds)
    }
    settings.seed = UInt64(try arguments.number("seed", in: 0 ... .max) ?? 1)
    settings.expectsEcho = !arguments.has("no-echo")
    return settings
  }

  private static func target(_ arguments: Arguments) throws(Failure) -> ExamTarget {
    guard let text = arguments.words.first, arguments.words.count == 1 else {
      throw Failure.usage("give the server's URL: wsx exam ws://localhost:8080")
    }
    var target: ExamTarget
    do {
      let url = try WebSocketURL(text)
      target = try ExamTarget(url)
    } catch let error as WebSocketURL.Invalid {
      throw Failure.usage("\(error)")
    } catch {
      throw Failure(status: .network, message: "\(error)")
    }
    target.origin = arguments["origin"]
    target.subprotocols = arguments.all("subprotocol")
    target.headers = try arguments.all("header").map(header)
    return target
  }

  private static func header(_ text: String) throws(Failure) -> HandshakeHeader {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else {
      throw .usage("a header is written \"Name: value\", not \(quoted(text)).")
    }
    return HandshakeHeader(String(parts[0]), String(parts[1].drop { $0 == " " }))
  }
}
