import TestSupport
import Testing
import WebSocketProtocol

/// The validator beside Python's strict decoder, which tells the place and three kinds of cause.
@Suite("UTF-8 validation, compared with Python")
struct UTF8ValidatorPythonTests {
  /// Prints for each line of hex where it stops being UTF-8, or nothing.
  static let script = """
    import sys
    for line in sys.stdin:
        try:
            bytes.fromhex(line).decode('utf-8', 'strict')
            print()
        except UnicodeDecodeError as error:
            print(error.start, error.reason)
    """

  /// All sequences of one and two bytes, and every border of three.
  static var sequences: [[UInt8]] {
    let bytes = Array(UInt8.min...UInt8.max)
    let borders = UTF8ValidatorOracleTests.borders
    return bytes.map { [$0] }
      + bytes.flatMap { first in bytes.map { [first, $0] } }
      + borders.flatMap { first in
        borders.flatMap { second in borders.map { [first, second, $0] } }
      }
  }

  @Test(
    "the same place, and a cause of the same kind",
    .enabled(if: SystemProgram.isExpected("python3"), "python3 is not here"))
  func python() throws {
    let sequences = Self.sequences
    let input = sequences.map(Self.hex).joined(separator: "\n") + "\n"
    let run = try SystemProgram.any.run(["python3", "-c", Self.script], input: Array(input.utf8))
    try #require(run.status == 0, "\(run.errors)")

    let answers = run.text.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(answers.count == sequences.count + 1)
    for (bytes, answer) in zip(sequences, answers) {
      let ours = UTF8Validator.violation(in: bytes)
      let line = ours.map { "\($0.offset) \(Self.pythonsWords(for: $0, in: bytes))" } ?? ""
      if line != answer { Issue.record("\(bytes): Python says \(answer), we \(line)") }
    }
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// What Python calls a violation.
  private static func pythonsWords(for violation: UTF8Violation, in bytes: [UInt8]) -> String {
    var validator = UTF8Validator()
    let couldGoOn = validator.validate(bytes) == nil
    return switch (violation.reason, bytes[violation.offset]) {
    case (.strayContinuation, _), (_, 0xC0...0xC1), (_, 0xF5...0xFF): "invalid start byte"
    case (.truncated, _) where couldGoOn: "unexpected end of data"
    default: "invalid continuation byte"
    }
  }
}
