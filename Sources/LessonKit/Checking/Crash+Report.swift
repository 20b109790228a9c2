import CommandLineKit

// Swift describes a crash in the process's error output: a message, such as
//   Swift/ContiguousArrayBuffer.swift:705: Fatal error: Index out of range
// and, where the system allows it, a backtrace with lines such as
//   3 [ra] 0x00005567312ced90 unmask(_:key:) + 463 in workbook at /Lessons/Workbook/Lesson3.swift:4:22

extension Crash {
  /// How a process ended, from its ending and from what it printed.
  ///
  /// `file` is the learner's file, as the compiler was told, and `source` is its text.
  init(_ ending: ChildProcess.Ending?, printed: String, file: String, source: String) {
    let lines = printed.split(separator: "\n")
    self.init(.other)
    if let fatal = lines.last(where: { Self.message(in: $0) != nil }) {
      message = Self.message(in: fatal)
      cause = Self.cause(of: message ?? "", isOwn: !fatal.hasPrefix("Swift/"))
    } else {
      cause = Self.cause(of: ending, frameCount: Self.frameCount(lines))
      if cause == .overflow { message = "The result is too large for its type" }
    }
    let frames = lines.compactMap { Self.line(in: $0, file: file) }
    // A function that calls itself: the line of the call, not where the stack was full.
    line = cause == .recursion ? frames.dropFirst().first : frames.first
    if let line {
      let texts = source.split(separator: "\n", omittingEmptySubsequences: false)
      if texts.indices.contains(line - 1) {
        self.source = String(texts[line - 1].drop { $0 == " " || $0 == "\t" })
      }
    }
  }

  /// Whether a printed line begins the description of a crash.
  static func beginsReport(_ line: Substring) -> Bool {
    message(in: line) != nil || line.hasPrefix("*** ") || line.hasPrefix("Current stack trace:")
  }

  /// Swift's message in a line; nil in any other line.
  private static func message(in line: Substring) -> String? {
    for start in ["Fatal error: ", "Precondition failed: ", "Assertion failed: "] {
      if let range = line.firstRange(of: start) {
        return String(line[range.upperBound...])
      }
    }
    for start in ["Fatal error", "Precondition failed", "Assertion failed"]
    where
      line.hasSuffix(start)
    {
      return start
    }
    // The compiler's own checks have no message, but a backtrace names them.
    let failure = "*** Swift runtime failure: "
    return line.hasPrefix(failure) ? String(line.dropFirst(failure.count).dropLast(4)) : nil
  }

  private static func cause(of message: String, isOwn: Bool) -> Cause {
    let known: [(words: String, cause: Cause)] = [
      ("String index", .stringIndex), ("out of range", .index), ("out of bounds", .index),
      ("lowerBound <= upperBound", .range), ("Can't remove", .emptyCollection),
      ("Not enough bits", .tooLarge), ("Negative value", .negative), ("count < 0", .negative),
      ("overflow", .overflow), ("ivision by zero", .divisionByZero),
      ("found nil", .unwrappedNil), ("'try!'", .forcedTry), ("failed to allocate", .memorySize),
    ]
    return known.first { message.contains($0.words) }?.cause ?? (isOwn ? .ownCheck : .other)
  }

  private static func cause(of ending: ChildProcess.Ending?, frameCount: Int) -> Cause {
    switch ending {
    case .exit(let code): .exit(code)
    // Illegal instruction and trap: how Swift stops a program.
    case .signal(4), .signal(5): .overflow
    case .signal(25): .output
    // Bus error, here and on Darwin, and a bad memory address.
    case .signal(7), .signal(10), .signal(11): frameCount > 1000 ? .recursion : .memoryAccess
    case .signal, nil: .other
    }
  }

  /// How deep the calls were, as the backtrace counts them.
  private static func frameCount(_ lines: [Substring]) -> Int {
    lines.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }.max() ?? 0
  }

  /// The line number of a frame of the backtrace, if it is in the learner's file.
  private static func line(in frame: Substring, file: String) -> Int? {
    guard let place = frame.firstRange(of: " at ") else { return nil }
    let parts = frame[place.upperBound...].split(separator: ":")
    guard parts.count >= 2, parts[0].hasSuffix(file) else { return nil }
    return Int(parts[1])
  }
}
