import CommandLineKit
import ConnectionDiagram
import FrameDiagram
import WebSocketInspection
import WebSocketProtocol

extension EventFilter {
  /// The filter that the options of `wsx capture` ask for.
  init(_ arguments: Arguments) throws(Failure) {
    self.init()
    connection = try arguments.number("connection", in: 1...Int.max)
    direction = arguments["direction"].flatMap { Role(rawValue: $0) }
    text = arguments["text"]
    violationsOnly = arguments.has("violations")
    if let name = arguments["opcode"] { opcode = try Self.opcode(named: name) }
    if let expression = arguments["match"] {
      do {
        pattern = try Regex(expression)
      } catch {
        throw .usage("--match: \(quoted(expression)) is not a regular expression: \(error)")
      }
    }
  }

  private static func opcode(named name: String) throws(Failure) -> Opcode {
    guard
      let opcode = Opcode.all.first(where: { $0.name == name && !$0.isReserved })
        ?? UInt8(name).flatMap({ Opcode(rawValue: $0) })
    else {
      throw .usage(
        "--opcode takes continuation, text, binary, close, ping, pong or a number from 0 to 15, "
          + "not \(quoted(name)).")
    }
    return opcode
  }

  /// What to say if nothing was chosen.
  var wordsForNothing: String {
    let asksForMore = connection != nil || direction != nil || opcode != nil || choosesContent
    return violationsOnly && !asksForMore
      ? "no rule is broken." : "nothing in the capture is what the options ask for."
  }

  /// What was not searched, for standard error.
  var notes: [String] {
    guard cutMatchCount > 0 else { return [] }
    return [
      "--match searched only the first \(Self.matchedByteCount >> 20) MiB of "
        + "\(Words.count(cutMatchCount, "message")), which "
        + "\(cutMatchCount == 1 ? "is" : "are") larger; --text searches messages whole."
    ]
  }
}

extension CaptureAssumptions {
  /// What `--from-frame` and `--assume` say.
  init(_ arguments: Arguments) throws(Failure) {
    self.init()
    for word in (arguments["from-frame"] ?? "").split(separator: ",") {
      guard let number = Int(word), number > 0 else {
        throw .usage(
          "--from-frame takes packet numbers, such as 12 or 12,15, not \(quoted(String(word))).")
      }
      common.framePackets.insert(number)
    }
    for word in (arguments["assume"] ?? "").split(separator: ",") { try assume(String(word)) }
  }

  private mutating func assume(_ word: String) throws(Failure) {
    switch word {
    case "frames": common.beginsWithFrames = true
    case "permessage-deflate": common.extensionBits = .rsv1
    case "no-extensions": common.extensionBits = []
    default:
      guard word.hasPrefix("client=") else {
        throw .usage(
          "--assume cannot be \(quoted(word)). It is a list of: frames, client=PORT, "
            + "client=ADDRESS:PORT, permessage-deflate, no-extensions.")
      }
      client = String(word.dropFirst("client=".count))
    }
  }
}
