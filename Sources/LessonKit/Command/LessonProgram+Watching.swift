import CommandLineKit
import TerminalText

extension LessonProgram {
  /// Grades the file each time it is saved, and does what the learner types, until the learner quits.
  func watch() throws -> Exit {
    var program = self
    program.isWatching = true
    return try program.watchFile()
  }

  private func watchFile() throws -> Exit {
    var last: String?
    let isTyped = StandardInput.isTerminal
    var typed: [UInt8] = []
    while true {
      let now = Files.text(of: workbook)
      // An editor may have removed the file for a moment, to put the new one in its place.
      if let now, now != last {
        last = now
        clear()
        write("Watching \(course.shown(workbook)): it is checked each time you save.", .dim)
        write("")
        _ = check()
        sayKeys()
      }
      guard isTyped else {
        sleep(milliseconds: 300)
        continue
      }
      guard StandardInput.isReady(within: 300), let bytes = StandardInput.readAvailable() else {
        continue
      }
      // Ctrl-D.
      if bytes.isEmpty { return .done }
      typed += bytes
      while let end = typed.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: typed[..<end], as: UTF8.self)
        typed.removeFirst(end + 1)
        if try act(on: line.filter { !$0.isWhitespace }.lowercased()) == .quit { return .done }
        sayKeys()
      }
    }
  }

  private enum Wish { case stay, quit }

  /// Does what a line asks for.
  private func act(on line: String) throws -> Wish {
    // The last report stays on the screen.
    if line == "q" { return .quit }
    clear()
    switch line {
    case "h": _ = try hint()
    case "t": _ = try tryOut()
    case "n": _ = next()
    case "", "c": _ = check()
    default: write("\(quoted(line)) is not understood here.")
    }
    return .stay
  }

  private func sayKeys() {
    guard StandardInput.isTerminal else { return console.output.flush() }
    write("")
    write("Type a letter, then Enter:  h hint   t try   n next   c check again   q quit", .dim)
    console.output.flush()
  }

  /// Begins at the top of an empty screen, where there is one.
  private func clear() {
    guard console.output.prefersColor else { return write("") }
    console.output.write("\u{1b}[2J\u{1b}[H")
  }
}
