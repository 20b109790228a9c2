import TerminalText

/// The arguments of a lesson's command line.
struct LessonArguments: Equatable {
  enum Action: String, CaseIterable {
    case read
    case check
    case hint
    case solution
    case next
    case reset
    case watch
  }

  /// The command line was not understood.
  struct Misuse: Error {
    var message: String
  }

  var action = Action.read
  /// The function that a hint is for.
  var function: String?
  var isPlain = false
  var showsList = false
  var showsHelp = false
  var rewrites = false
  var isJSON = false
  var isAll = false
  var step: Int?
  var workbook: String?
  /// Values for the lesson's own options.
  var input: [(option: String, value: String)] = []

  static func == (left: Self, right: Self) -> Bool {
    "\(left)" == "\(right)"
  }

  init(_ arguments: [String], options: [LessonOption]) throws(Misuse) {
    var rest = arguments[...]
    func value(of option: String) throws(Misuse) -> String {
      guard let value = rest.popFirst() else { throw Misuse(message: "\(option) needs a value.") }
      return value
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--plain": isPlain = true
      case "--list": showsList = true
      case "--help", "-h", "help": showsHelp = true
      case "--rewrite": rewrites = true
      case "--json": isJSON = true
      case "--all": isAll = true
      case "--workbook": workbook = try value(of: argument)
      case "--step":
        let text = try value(of: argument)
        guard let number = Int(text) else {
          throw Misuse(message: "--step takes a number, not \(text.escapedForTerminal).")
        }
        step = number
      case _ where argument.hasPrefix("--"):
        let name = String(argument.dropFirst(2))
        guard options.contains(where: { $0.name == name }) else {
          throw Misuse(message: "This lesson has no option \(argument.escapedForTerminal).")
        }
        input.append((name, try value(of: argument)))
      default:
        if let action = Action(rawValue: argument), self.action == .read {
          self.action = action
        } else if action == .hint, function == nil {
          function = argument
        } else {
          throw Misuse(message: "\(argument.escapedForTerminal) is not understood here.")
        }
      }
    }
  }
}
