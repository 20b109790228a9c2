import Foundation
import WebSocketProtocol

/// Validating one text, compared with the standard library and Node.
///
/// `UTF8Span(validating:)` is the fastest that the standard library has: it looks at the bytes in
/// place. `String(validating:as:)` also makes a copy, which would be an unfair comparison.
struct UTF8Benchmark: Benchmark {
  static let name = "utf8"

  private static let texts = [
    ("ASCII", Payloads.ascii), ("Chinese", Payloads.chinese), ("emoji", Payloads.emoji),
    ("mixed", Payloads.mixed),
  ]

  func run(_ options: Options) throws -> [Figure] {
    try Self.texts.flatMap { name, alphabet -> [Figure] in
      let text = Payloads.text(64 << 10, from: alphabet)
      let ours = Contender.code("ours") {
        UTF8Validator.violation(in: text) == nil ? 1 : 0
      }
      return [
        Figure(
          subject: "validate 64 KiB of \(name)", baseline: "UTF8Span(validating:)",
          outcome: try standardLibrary(text, ours, options),
          target: name == "mixed" ? .none : .speed(atLeast: 1)),
        Figure(
          subject: "validate 64 KiB of \(name)", baseline: "Node's buffer.isUtf8",
          outcome: try node(text, ours, options), target: .none),
      ]
    }
  }

  private func standardLibrary(
    _ text: [UInt8], _ ours: Contender, _ options: Options
  ) throws -> Figure.Outcome {
    guard #available(macOS 26, *) else { return .skipped("needs macOS 26") }
    let theirs = Contender.code("UTF8Span") {
      do {
        return UInt64(try UTF8Span(validating: text.span).count)
      } catch {
        return 0
      }
    }
    return .ratio(try race(ours, against: theirs, rounds: options.rounds))
  }

  private func node(
    _ text: [UInt8], _ ours: Contender, _ options: Options
  ) throws -> Figure.Outcome {
    let file = try PayloadFile(text)
    let script = """
      const {isUtf8} = require('buffer'), text = require('fs').readFileSync(process.argv[1]);
      let valid = 0;
      require('readline').createInterface({input: process.stdin}).on('line', () => {
        const turns = 2000, start = process.cpuUsage();
        for (let turn = 0; turn < turns; turn++) valid += isUtf8(text);
        const used = process.cpuUsage(start);
        console.log(valid % turns ? 'wrong' : (used.user + used.system) * 1000 / turns);
      });
      """
    guard let node = Partner(command: "node", arguments: ["-e", script, file.path]) else {
      return .skipped("node is not installed")
    }
    let theirs = Contender.partner("node", node)
    return .ratio(try race(ours, against: theirs, rounds: options.rounds))
  }
}
