import CommandLineKit

/// The arguments of a lesson's command line.
struct LessonArguments {
  enum Action: String, CaseIterable {
    case read
    case check
    case tryOut = "try"
    case hint
    case solution
    case next
    case reset
    case watch
  }

  let action: Action
  /// The lesson's own command, if that is asked for.
  let command: LessonCommand?
  /// The function that a hint is for, or that is tried.
  let function: String?
  let isPlain: Bool
  let showsList: Bool
  let showsHelp: Bool
  let rewrites: Bool
  let isJSON: Bool
  let isAll: Bool
  let showsErrors: Bool
  let showsPlan: Bool
  let isASCII: Bool
  /// Where the answers of questions are in plain text.
  let answers: LessonText.Answers
  /// The folder that the figures are written to.
  let figureFolder: String?
  /// The step to begin with, from 1.
  let step: Int?
  let workbook: String?
  /// Values for the lesson's own options.
  let input: [(option: String, value: String)]
  /// All options, for the lesson's own commands.
  let all: Arguments

  /// The options that every lesson has.
  private static let options: [Option] = [
    .flag("plain", "the whole lesson as text, without pauses"),
    .flag("list", "the steps"),
    .value("step", "N", "begin with step N; with --plain only that step"),
    .flag("all", "grade every lesson's file"),
    .choice(
      "answers", LessonText.Answers.allCases.map(\.rawValue),
      "with --plain: the answers of the questions here, at the end, or not at all"),
    .value("svg", "FOLDER", "write the figures as SVG files"),
    .flag("plan", "how many minutes each step takes"),
    .flag("ascii", "draw without box characters"),
    .value("workbook", "FILE", "grade another file, or each file of a folder"),
    .flag("errors", "all errors of the compiler, not only the first"),
    .flag("json", "one JSON object a function"),
    .flag("rewrite", "write the figures in Lesson.md again"),
    .help,
  ]

  init(_ line: [String], of lesson: Lesson) throws(Failure) {
    let own = lesson.options.map { Option.value($0.name, "VALUE", "figures for " + $0.meaning) }
    let arguments = try Arguments(
      line, options: Self.options + own + lesson.commands.flatMap(\.options))
    all = arguments
    isPlain = arguments.has("plain")
    showsList = arguments.has("list")
    rewrites = arguments.has("rewrite")
    isJSON = arguments.has("json")
    isAll = arguments.has("all")
    showsErrors = arguments.has("errors")
    showsPlan = arguments.has("plan")
    isASCII = arguments.has("ascii")
    answers = arguments["answers"].flatMap(LessonText.Answers.init) ?? .here
    figureFolder = arguments["svg"]
    step = try arguments.number("step", in: 1...Int.max)
    workbook = arguments["workbook"]
    input = lesson.options.compactMap { option in
      arguments[option.name].map { (option.name, $0) }
    }

    var words = arguments.words[...]
    let asksForHelp = words.first == "help"
    if asksForHelp { words = [] }
    showsHelp = asksForHelp || arguments.has("help")
    let readingOptions = ["plain", "list", "step", "answers", "svg", "plan"]
    let isReading = !input.isEmpty || readingOptions.contains(where: arguments.has)
    let name = words.first ?? (isReading ? "" : lesson.commands.first?.name)
    command = lesson.commands.first { $0.name == name }
    action = words.first.flatMap { Action(rawValue: $0) } ?? .read
    if let word = words.first, word == command?.name || word == action.rawValue {
      words.removeFirst()
    }
    function = action == .hint || action == .tryOut ? words.popFirst() : nil
    if let word = words.first {
      let names = Action.allCases.map { $0.rawValue } + lesson.commands.map(\.name)
      let near = nearest(to: word, among: names).map { " Did you mean \($0)?" } ?? ""
      throw .usage("\(quoted(word)) is not understood here.\(near)")
    }
  }
}
