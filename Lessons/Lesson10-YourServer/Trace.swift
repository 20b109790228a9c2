import LessonExercises
import LessonKit
import TerminalText

/// What the server does with some bytes, step by step, when its functions are right.
struct Trace {
  enum Entry {
    case event(Conversation.Event)
    case call(Exercise, Outcome)
  }

  private(set) var entries: [Entry] = []

  /// Lets a client send its request and then these pieces.
  init(_ pieces: [[UInt8]]) throws {
    var entries: [Entry] = []
    let functions = ServerFunctions { exercise, arguments in
      let outcome = exercise.right(arguments)
      entries.append(.call(exercise, outcome))
      return outcome
    }
    _ = try Rehearsal(title: "", pieces: pieces, wanted: []).play(on: functions) {
      entries.append(.event($0))
    }
    self.entries = entries
  }

  /// The part after the opening handshake.
  var afterHandshake: Trace {
    var part = self
    let response = entries.firstIndex {
      if case .event(.sends(.head, _)) = $0 { true } else { false }
    }
    part.entries = Array(entries.dropFirst((response ?? -1) + 1))
    return part
  }

  /// The opening handshake.
  var handshake: Trace {
    var part = self
    part.entries = Array(entries.prefix(entries.count - afterHandshake.entries.count))
    return part
  }

  // MARK: - Drawing

  /// A line for each call, and one for each head and frame.
  func drawn(in course: CourseFolder) -> StyledText {
    var text = StyledText()
    for entry in inReadingOrder {
      switch entry {
      case .event(.received(let piece, let bytes)): text.append(row("client", piece, bytes))
      case .event(.sends(let piece, let bytes)): text.append(row("server", piece, bytes))
      case .event(.says(let words)): text.append(StyledLine("          " + words, .dim))
      case .event(.isOver): text.append(StyledLine("          the server closes TCP", .dim))
      case .call(let exercise, let outcome): text.append(row(exercise, outcome, course))
      }
    }
    return text
  }

  /// Each frame before the call that finds it.
  private var inReadingOrder: [Entry] {
    var ordered: [Entry] = []
    for entry in entries {
      if case .event(.received) = entry, let call = ordered.popLast() {
        ordered += [entry, call]
      } else {
        ordered.append(entry)
      }
    }
    return ordered
  }

  private func row(_ sender: String, _ piece: Conversation.Piece, _ bytes: [UInt8]) -> StyledLine {
    var line = StyledLine(sender, .heading)
    line.pad(to: 10)
    switch piece {
    case .head:
      let first = String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline }
      line.append("\(first) …", .payload)
    case .frame:
      line.append(Hex.text(bytes.prefix(20), separator: " "), .payload)
      if bytes.count > 20 { line.append(" … \(bytes.count) bytes", .dim) }
    }
    return line
  }

  private func row(_ exercise: Exercise, _ outcome: Outcome, _ course: CourseFolder) -> StyledLine {
    let lesson = course.lessons.first { $0.functions.contains(exercise.function) }
    var line = StyledLine("  \(lesson?.number ?? 0)", .dim)
    line.pad(to: 10)
    line.append(exercise.function, .bold)
    line.pad(to: 26)
    switch outcome {
    case .returned(let values): line.append(exercise.spelledResult(values))
    default: line.append("throws", .error)
    }
    let lines = line.wrapped(to: 76)
    guard var first = lines.first, lines.count > 1 else { return line }
    first.append("…")
    return first
  }
}
