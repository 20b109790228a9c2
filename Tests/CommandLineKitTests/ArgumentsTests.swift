import CommandLineKit
import Testing

@Suite struct ArgumentsTests {
  private static let options: [Option] = [
    .value("width", "COLUMNS", "how wide"), .flag("ascii", "without boxes"),
    .list("origin", "ORIGIN", "who may connect"),
    .choice("color", ["auto", "always", "never"], "when"), .help,
  ]

  private func parse(_ line: String...) throws(Failure) -> Arguments {
    try Arguments(line, options: Self.options)
  }

  @Test func optionsAndWordsMayBeMixed() throws {
    let arguments = try parse("81", "--width", "100", "05", "--ascii", "--color=never", "-")
    #expect(arguments.words == ["81", "05", "-"])
    #expect(arguments["width"] == "100")
    #expect(arguments["color"] == "never")
    #expect(arguments.has("ascii"))
    #expect(!arguments.has("origin"))
    #expect(arguments["origin"] == nil)
  }

  @Test func aMinusSignBeforeADigitBeginsData() throws {
    #expect(try parse("-127", "-1").words == ["-127", "-1"])
  }

  @Test func allIsDataAfterTwoHyphens() throws {
    #expect(try parse("--ascii", "--", "--width", "-h", "--").words == ["--width", "-h", "--"])
  }

  @Test func aValueMayBeginWithAHyphenOrHoldAnEqualsSign() throws {
    #expect(try parse("--width", "--ascii")["width"] == "--ascii")
    #expect(try parse("--origin=a=b")["origin"] == "a=b")
    #expect(try parse("--origin=")["origin"] == "")
  }

  @Test func aListKeepsTheOrder() throws {
    #expect(try parse("--origin", "b", "--origin=a").all("origin") == ["b", "a"])
  }

  @Test(arguments: ["-h", "--help"]) func helpHasTwoSpellings(_ word: String) throws {
    #expect(try parse("81", word).has("help"))
  }

  @Test(
    arguments: [
      (["--widht", "80"], "there is no option “--widht”. Did you mean --width?"),
      (["--wid=80"], "there is no option “--wid”. Did you mean --width?"),
      (["--zzz"], "there is no option “--zzz”. If it is data, put -- before it."),
      (["-x"], "there is no option “-x”. If it is data, put -- before it."),
      (["--ascii=1"], "--ascii takes no value."),
      (["--width"], "--width needs a value: --width COLUMNS"),
      (["--width=1", "--width=2"], "--width is given twice."),
      (
        ["--color", "nevr"],
        "--color cannot be “nevr”. It is one of: auto, always, never. Did you mean never?"
      ),
    ] as [([String], String)])
  func whatIsWrongIsSaid(_ line: [String], _ message: String) {
    let failure = #expect(throws: Failure.self) {
      try Arguments(line, options: Self.options)
    }
    #expect(failure?.message == message)
    #expect(failure?.status == .usage)
  }

  @Test func aNumberHasBounds() throws {
    #expect(try parse("--width", "80").number("width", in: 80...1000) == 80)
    #expect(try parse("--width", "1000").number("width", in: 80...1000) == 1000)
    #expect(try parse().number("width", in: 80...1000) == nil)
    for text in ["79", "1001", "8O", "", "99999999999999999999"] {
      let arguments = try parse("--width", text)
      let failure = #expect(throws: Failure.self) {
        try arguments.number("width", in: 80...1000)
      }
      #expect(
        failure?.message == "--width takes a whole number from 80 to 1000, not \(quoted(text)).")
    }
    let failure = try #require(throws: Failure.self) {
      try parse("--width", "0").number("width", in: 1...Int.max)
    }
    #expect(failure.message == "--width takes a whole number from 1 up, not “0”.")
  }
}
