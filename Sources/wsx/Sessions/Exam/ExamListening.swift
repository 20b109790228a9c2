import CommandLineKit
import ConformanceExam
import ExamReport
import TerminalText
import WebSocketTransport

/// `wsx exam --listen`: grades the clients that connect.
enum ExamListening {
  static func run(
    _ arguments: Arguments, _ cases: [ExamCase], _ reporting: ExamReporting, _ console: Console
  ) throws -> ExitStatus {
    let loop = try makeEventLoop()
    let exam = try listen(arguments, cases, loop)
    var status = ExitStatus.network
    exam.onEnd = { agent, outcome in
      do throws(Failure) {
        try reporting.write(outcome, of: agent)
        console.output.flush()
      } catch {
        console.errors.write("wsx exam: \(error.message)\n")
      }
      status = outcome.status
      // A client without a harness cannot say that this was the last report.
      if arguments.has("count-only") { loop.stop() }
    }
    exam.pageAnswer = { $0 == "/" ? Array(ExamBrowserPage.response.utf8) : nil }
    InterruptSignals.watch(on: loop) { _ in loop.stop() }
    announce(exam, console)
    loop.run()
    exam.close()
    return status
  }

  private static func announce(_ exam: ClientExam, _ console: Console) {
    for address in exam.addresses {
      console.errors.write("Grading clients at ws://\(address)/ with \(exam.cases.count) cases.\n")
    }
    guard let address = exam.addresses.first else { return }
    console.errors.write("Open http://\(address)/ in a browser to grade it; Ctrl-C ends.\n")
  }

  private static func listen(
    _ arguments: Arguments, _ cases: [ExamCase], _ loop: EventLoop
  ) throws(Failure) -> ClientExam {
    let port = try arguments.number("listen", in: 0...65_535) ?? 9001
    let seconds = try arguments.number("timeout", in: 1...600) ?? 2
    let seed = try arguments.number("seed", in: 0 ... .max) ?? 1
    let count = try arguments.number("count-only", in: 1...100_000)
    do throws(TransportError) {
      return try ClientExam(
        on: loop, port: port, cases: cases, atMost: count, timeout: .seconds(seconds),
        seed: UInt64(seed))
    } catch {
      throw Failure(status: .network, message: "\(error)")
    }
  }
}
