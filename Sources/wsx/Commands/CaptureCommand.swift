import TerminalText
import TrafficCapture

/// `wsx capture`: from a file of packets to messages with verdicts.
enum CaptureCommand: Command {
  static let name = "capture"
  static let summary = "show the WebSocket connections in a capture file"
  static let usage = ["FILE"]
  static let examples = [
    Example(
      line: "wsx capture Samples/captures/chromium-plain.pcap",
      shows: "who talked, for how long, and how it ended"),
    Example(
      line: "wsx capture Samples/captures/chromium-plain.pcap --format json",
      shows: "one JSON object a frame"),
  ]
  static let options =
    [
      Option.choice("format", ["text", "json"], "text: a summary (default); json: each frame"),
      .flag("fields", "with --format json: add each frame's fields"),
    ] + Option.drawing + [.help]

  static func run(_ arguments: Arguments) throws -> ExitStatus {
    guard let path = arguments.words.first else { throw Failure.usage("give a capture file.") }
    guard arguments.words.count == 1 else {
      throw Failure.usage("one file at a time, but \(quoted(arguments.words[1])) follows.")
    }
    let style = try TerminalStyle(arguments)
    var printer: any CapturePrinter =
      arguments["format"] == "json"
      ? CaptureJSONPrinter(withFields: arguments.has("fields"))
      : CaptureSummaryPrinter(style: style)
    var account = CaptureAccount()
    var conversations = ConversationSet()
    var source = try PacketSource(path: path)
    func show(_ items: [CaptureItem]) {
      for item in items {
        account.note(item)
        printer.show(item)
      }
    }
    let failure = try source.read { show(conversations.receive($0)) }
    show(conversations.finish())
    printer.finish()
    StandardOutput.flush()
    for note in conversations.notes { StandardError.write("wsx capture: \(note)\n") }
    if let failure {
      StandardError.write("wsx capture: \(quoted(path)): \(failure)\n")
      return failure.kind == .endsEarly ? .truncated : .badInput
    }
    return account.status
  }
}
