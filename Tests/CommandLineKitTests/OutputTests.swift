import CommandLineKit
import TerminalText
import Testing

@Suite struct OutputTests {
  @Test func memoryKeepsAllThatWasWritten() {
    let output = Output.memory()
    output.write("é")
    output.write([0, 0xff])
    output.flush()
    output.write(String(repeating: "x", count: 1 << 17))
    output.finish()
    #expect(output.bytes.count == 4 + 1 << 17)
    #expect(output.bytes.prefix(5) == [0xc3, 0xa9, 0, 0xff, 0x78])
    #expect(output.hasReader)
  }

  @Test func memoryIsNotATerminal() {
    let output = Output.memory()
    #expect(!output.isTerminal)
    #expect(!output.mayReachTerminal)
    #expect(!output.prefersColor)
    #expect(output.terminalSize == nil)
    #expect(!Console(output: output, errors: .memory()).isInteractive)
  }

  @Test func sentencesAreNotBrokenWhereThereIsNoTerminal() {
    let console = Console(output: .memory(), errors: .memory())
    console.say(String(repeating: "word ", count: 50) + "\n\nend")
    let lines = String(decoding: console.errors.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.map(\.count) == [249, 0, 3, 0])
    #expect(console.output.bytes == [])
  }

  @Test func drawingOptionsMakeAStyle() throws {
    func style(_ line: String...) throws -> TerminalStyle {
      try TerminalStyle(Arguments(line, options: Option.drawing), for: .memory())
    }
    #expect(try style() == TerminalStyle(color: false, characters: .unicode, width: 80))
    #expect(
      try style("--color", "always", "--ascii", "--width", "120")
        == TerminalStyle(color: true, characters: .ascii, width: 120))
    #expect(throws: Failure.self) { try style("--width", "79") }
  }
}
