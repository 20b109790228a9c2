import CommandLineKit
import LessonExercises
import LessonKit
import TerminalText
import WebSocketTransport

/// `swift run lesson10`: starts the server.
enum ServeCommand {
  static let command = LessonCommand(
    "serve", "start the server on your functions",
    options: [
      .value("port", "PORT", "listen on this port; 0 takes a free one (default 8080)"),
      .value("lend", "LIST", "lend functions that you have not written: 9, 6-9, pong, or all"),
      .flag("solutions", "use the finished functions instead of yours"),
      .flag("quiet", "show only what is wrong"),
    ]
  ) { try serve($0) }

  private static func serve(_ program: LessonProgram) throws -> LessonProgram.Exit {
    let port = try program.options.number("port", in: 0...65_535) ?? 8080
    guard let (functions, loading) = try load(program) else { return .notPassed }
    defer { functions.endAll() }

    ignoreBrokenPipes()
    let loop = try EventLoop()
    let view = ServerView(
      program.options.has("quiet") ? .wrong : .all, of: functions, style: program.style,
      console: program.console, course: program.course)
    functions.called = view.note
    let server: YourServer
    do {
      server = try YourServer(
        on: loop, host: "localhost", port: port, functions: functions, view: view,
        page: { page(program.course) })
    } catch {
      program.complain("\(error)")
      return .notPassed
    }
    server.willOpen = { reload(loading, view) }
    stopAtInterrupt(loop, server)
    view.say("Open http://localhost:\(server.port)/ in a browser. Ctrl-C ends the server.", .bold)
    view.say("When you change a file, the next connection uses the new functions.", .dim)
    loop.run()
    view.write(StyledText([StyledLine(), StyledLine("The server has ended.")]))
    return .done
  }

  private static func page(_ course: CourseFolder) -> [UInt8] {
    let file = course.text(10).map { Path.parent(of: $0) ?? "" }.map { $0 + "/Page.html" } ?? ""
    return Array((Files.text(of: file) ?? "The page is missing: \(file)").utf8)
  }

  private static func stopAtInterrupt(_ loop: EventLoop, _ server: YourServer) {
    loop.onWake = { _ in
      server.stop()
      loop.stop()
    }
    InterruptSignals.watch(waking: loop.waker.descriptor)
  }
}
