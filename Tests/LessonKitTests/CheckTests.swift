import Foundation
import LessonExercises
import LessonKit
import TestSupport
import Testing

/// The command `check`, run as a learner runs it, on files of the tests' own.
@Suite struct CheckTests {
  static let head = "func unmask(_ payload: [UInt8], key: [UInt8]) throws -> [UInt8] {\n"

  /// Runs `check` on a body of `unmask`.
  func check(_ source: String, _ arguments: String...) throws -> BuiltProgram.Run {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "Mine-\(UUID().uuidString).swift")
    try source.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    return try BuiltProgram("lesson3").run(
      ["check", "--workbook", file.path] + arguments, in: URL(filePath: "/"))
  }

  @Test func showsCallResultAndTheFirstDifferentBit() throws {
    let run = try check(Self.head + "  payload.enumerated().map { $1 | key[$0 % 4] }\n}\n")
    #expect(run.status == 1)
    #expect(run.text.contains("called    unmask([7f 9f 4d 51 58], key: [37 fa 21 3d])"))
    #expect(run.text.contains("came back [7f ff 6d 7d 7f]"))
    #expect(run.text.contains("wanted    [48 65 6c 6c 6f]"))
    #expect(run.text.contains("^^ byte 0"))
    #expect(run.text.contains("^ bit 2"))
    #expect(run.text.contains("You used OR where XOR is needed."))
    #expect(run.text.contains("(mask.or)"))
  }

  @Test func saysWhereItDoesNotCompile() throws {
    let run = try check(Self.head + "  payload.map { $0 ^ key }\n}\n")
    #expect(run.status == 1)
    #expect(run.text.contains("✗ does not compile"))
    // The learner's own file, line and column, whatever the check compiled.
    #expect(run.text.contains(#/Mine-[^ ]*\.swift:2:\d+\n    payload.map/#))
    #expect(run.text.contains("An array is not one byte."))
    #expect(!run.text.contains("Workbook.swift"))
  }

  /// The error that matters first, in its line, and what to do about it.
  @Test(arguments: [
    ("return \"Hello\"", "Its bytes in UTF-8 are `Array(text.utf8)`."),
    ("payload[0] = payload[0] ^ key[0]; return payload", "`var result = payload`"),
    ("return Array(Data(payload))", "`import Foundation`"),
    ("for (int i = 0; i < 4; i++) {}; return payload", "for index in 0..<payload.count"),
    ("return [payload[0] xor key[0]]", "XOR is written `^` in Swift."),
    (
      "return payload\n}\nprint(unmask([1], key: [1, 2, 3, 4]))\nfunc more() {",
      "outside a function"
    ),
    ("return [paylod[0]]", "Do you mean `payload`?"),
    ("if payload.isEmpty { return [] }", "must end with `return` or `throw`"),
    ("return payload[0..<payload.count]", "A part of an array is a slice."),
    ("let sum: UInt16 = payload[0] << 8; return payload", "Swift does not convert numbers"),
  ]) func helpsWithErrorsOfTheCompiler(body: String, help: String) throws {
    let run = try check(Self.head + "  \(body)\n}\n")
    #expect(run.text.contains("✗ does not compile"))
    #expect(run.text.contains(#/Mine-[^ ]*\.swift:[24]:\d+\n    .*\n *\^|Mine-[^ ]*\.swift:3:1/#))
    let words = run.text.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ")
    #expect(words.contains(help))
    #expect(run.text.split(separator: "\n").count { $0.contains("error: ") } == 1)
  }

  @Test func allErrorsAreShownWhenAskedFor() throws {
    let source = Self.head + "  return [paylod[0] ^ kay[0]]\n}\n"
    let short = try check(source)
    #expect(short.text.contains("There is one more error"))
    let long = try check(source, "--errors")
    #expect(long.text.split(separator: "\n").count { $0.contains("error: ") } == 2)
    let json = try objects(try check(source, "--json"))
    #expect(json.first?["message"] as? String == "There is no `paylod`. Do you mean `payload`?")
    let diagnostics = try #require(json.first?["diagnostics"] as? String)
    #expect(diagnostics.contains("cannot find 'kay'"))
  }

  @Test func saysWhenTheFunctionIsMissing() throws {
    let run = try check("func unmusk(_ payload: [UInt8]) -> [UInt8] { payload }\n")
    #expect(run.text.contains("the check cannot call its function:"))
    #expect(run.text.contains("cannot find 'unmask' in scope"))
    #expect(run.text.contains("It calls: func unmask(_ payload: [UInt8], key: [UInt8]) throws"))
  }

  /// The compiler reports this at the end of the file, after its last line.
  @Test func aMissingBraceIsToldOfTheLearnersFile() throws {
    let run = try check(Self.head + "  payload\n")
    #expect(run.text.contains(#/Mine-[^ ]*\.swift:3:1\n  error: expected '}'/#))
    #expect(!run.text.contains("Workbook.swift"))
    #expect(run.text.contains(#/then: swift run lesson3 check --workbook .*Mine-/#))
  }

  @Test func withoutACompilerSaysWhereToGetOne() throws {
    let run = try BuiltProgram("lesson3").run(
      ["check"], environment: ["PATH": "/nowhere"], in: packageFolder)
    #expect(run.status == 1)
    #expect(run.text.isEmpty)
    #expect(run.errors.contains("https://www.swift.org/install/"))
  }

  /// A script that reads the objects finds every function, and none of them is called wrong.
  @Test func withoutACompilerEveryFunctionHasAnObject() throws {
    let run = try BuiltProgram("lesson3").run(
      ["check", "--all", "--json"], environment: ["PATH": "/nowhere"], in: packageFolder)
    #expect(run.status == 1)
    let objects = try objects(run)
    #expect(objects.map { $0["function"] as? String } == course.lessons.flatMap(\.functions))
    let lessons = course.lessons.flatMap { lesson in lesson.functions.map { _ in lesson.number } }
    #expect(objects.map { $0["lesson"] as? Int } == lessons)
    #expect(objects.allSatisfy { $0["schema"] as? Int == 1 && $0["verdict"] is NSNull })
    #expect(
      objects.allSatisfy { ($0["error"] as? String ?? "").contains("compiler was not found") })
  }

  private func objects(_ run: BuiltProgram.Run) throws -> [[String: Any]] {
    try run.text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  /// What Swift says, the learner's own line, and what usually causes it.
  @Test(arguments: [
    ("_ = payload[99]", "Index out of range", "The array has no element at this index."),
    ("fatalError(\"I give up\")", "I give up", "To refuse a call, throw an error."),
    ("var x = payload[0]; x += 250; x += key[0]", "overflow", "Convert to a larger type"),
    ("_ = UInt8(payload.count * 1000)", "Not enough bits", "too large for the type"),
    ("for _ in 5...payload.count - 9 {}", "lowerBound", "must not be before its start"),
    ("_ = payload.first(where: { $0 > 0xfe })!", "found nil", "Use `if let` or `guard let`."),
    ("_ = 5 / (payload.count - 5)", "Division by zero", "is 0"),
    ("_ = try unmask(payload, key: key)", "calls itself", "Where should it stop"),
    ("var empty: [UInt8] = []; empty.removeLast()", "Can't remove", "Check `isEmpty` first."),
  ]) func saysWhereACrashWasAndWhatCausesIt(line: String, said: String, advice: String) throws {
    let run = try check(Self.head + "  \(line)\n  return payload\n}\n")
    #expect(run.status == 1)
    #expect(run.text.contains("✗ crashed"))
    #expect(run.text.contains(said))
    #if os(Linux)
      #expect(run.text.contains("in line   2: \(line)"))
    #endif
    // Words may be on two lines.
    let words = run.text.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ")
    #expect(words.contains(advice))
    #expect(run.text.contains("wanted    [48 65 6c 6c 6f]"))
  }

  @Test func endsALoopThatNeverEnds() throws {
    let run = try check(Self.head + "  while true {}\n}\n", "--json")
    #expect(run.status == 1)
    #expect(run.text.contains(#""verdict":"timeout""#))
  }

  /// The stopwatch is one for each call: a function that never ends costs no other its grade.
  @Test func aFunctionThatNeverEndsStopsNoOther() throws {
    let solution = try text(course.solution(4))
    let head = "func encodeLength(_ length: UInt64, masked: Bool) throws -> [UInt8] {"
    let slow = solution.replacing(head, with: head + "\n  while length == 256 {}")
    try #require(slow != solution)
    let file = FileManager.default.temporaryDirectory.appending(
      path: "Slow-\(UUID().uuidString).swift")
    try slow.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try BuiltProgram("lesson4").run(["check", "--workbook", file.path])
    #expect(run.status == 1)
    #expect(run.text.contains("✗ timeout  encodeLength   13 of 32 calls are right"))
    #expect(run.text.contains("called    encodeLength(256, masked: false)"))
    #expect(run.text.contains("nothing, within 5 seconds. Is there a loop that never ends?"))
    #expect(run.text.contains("✓ passed  decodeLength"))
  }

  @Test func noticesAProgramThatEndsInsideACall() throws {
    let run = try check("import Foundation\n" + Self.head + "  exit(0)\n}\n")
    #expect(run.text.contains("crashed   the code ended the whole program, with the exit code 0"))
  }

  @Test func endsAFloodOfPrints() throws {
    let body = "  while true { print(\"spam spam spam spam spam spam spam spam\") }\n"
    let run = try check(Self.head + body + "}\n")
    #expect(run.text.contains("crashed   the code printed more than four megabytes"))
  }

  @Test func printsDoNotDisturb() throws {
    let source =
      Self.head + "  print(\"= b:00\\u{1b}[2J\")\n"
      + "  return payload.indices.map { payload[$0] ^ key[$0 % 4] }\n}\n"
    let run = try check(source)
    #expect(run.status == 0)
    #expect(run.text.contains("Your code printed:\n  = b:00\\e[2J\n"))
    let json = try check(source, "--json")
    #expect(json.text.split(separator: "\n").count == 1)
  }

  @Test func anErrorOfItsOwnIsWrong() throws {
    let run = try check("struct Mine: Error {}\n" + Self.head + "  throw Mine()\n}\n")
    #expect(run.text.contains("came back an error: Mine()"))
  }

  @Test func jsonIsOneObjectAFunction() throws {
    let run = try BuiltProgram("lesson5").run(
      ["check", "--json", "--workbook", course.starter(5)], in: packageFolder)
    #expect(run.status == 1)
    let objects = try objects(run)
    #expect(
      objects.map { $0["function"] as? String } == ["closePayload", "parseClose", "closeReply"])
    #expect(objects.allSatisfy { $0["verdict"] as? String == "unwritten" })
    #expect(objects.allSatisfy { $0["schema"] as? Int == 1 && $0["lesson"] as? Int == 5 })
    #expect(objects.allSatisfy { $0["misconception"] is NSNull })
  }

  @Test func jsonOfAWrongFunctionNamesTheMisconception() throws {
    let run = try check(Self.head + "  payload.map { $0 ^ key[0] }\n}\n", "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    #expect(object["verdict"] as? String == "wrong")
    #expect(object["misconception"] as? String == "mask.single-byte")
    #expect(object["firstDifferentByte"] as? Int == 1)
  }

  @Test func aMissingFileIsReported() throws {
    let run = try BuiltProgram("lesson3").run(["check", "--workbook", "/nowhere/Mine.swift"])
    #expect(run.status == 1)
    #expect(run.errors.contains("There is no /nowhere/Mine.swift"))
    let json = try BuiltProgram("lesson3").run(
      ["check", "--json", "--workbook", "/nowhere/Mine.swift"])
    #expect(json.status == 1)
    #expect(try objects(json).map { $0["function"] as? String } == ["unmask"])
  }

  @Test(arguments: [
    ["--nonsense"], ["check", "twice", "check"], ["--step"], ["--step", "x"], ["--step", "99"],
  ])
  func misuseIsExitCode2(arguments: [String]) throws {
    let run = try BuiltProgram("lesson3").run(arguments, in: packageFolder)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }
}
