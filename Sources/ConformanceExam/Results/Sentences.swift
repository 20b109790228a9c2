import Explanations
import WebSocketInspection
import WebSocketProtocol

/// The words of shortcomings.
enum Sentences {
  static func broken(_ finding: Finding) -> String {
    let sentence = Phrasebook.english.sentence(finding.statement)
    let mistake = finding.mistake.map { " " + Phrasebook.english.sentence($0) } ?? ""
    let isAgreement = finding.rule.id.hasPrefix("deflate.")
    let start = isAgreement ? "The server must decline this offer, or answer it differently. " : ""
    return "\(start)\(sentence)\(mistake) (\(finding.rule.citation))"
  }

  static func wronglyOpened(statuses: [Int]) -> String {
    "The server answered 101 and opened the connection. It must refuse this request"
      + (statuses.first.map { ", best with \($0)" } ?? "") + "."
  }

  static func cause(_ cause: ServerHandshake.Rejected.Cause) -> String {
    if case .violation(let finding) = cause { broken(finding) } else { "it is refused." }
  }

  static func otherStatus(_ status: Int, best: [Int]) -> String {
    "The server answered \(status). \(best.map(String.init).joined(separator: " or ")) says more."
  }

  /// " with code 1002", or that there is none.
  static func code(_ payload: ClosePayload) -> String {
    guard let code = payload.code else { return " without a code" }
    return " with \(code.rawValue)"
      + (payload.reason.isEmpty ? "" : " \(describe(Array(payload.reason.utf8)))")
  }

  static func best(_ codes: [UInt16]) -> String {
    codes.isEmpty ? "" : ", best with \(list(codes))"
  }

  static func endWithoutClose(_ codes: [UInt16]) -> String {
    "The peer ended the TCP connection without a close frame. It should send one"
      + "\(best(codes)) first (§7.1.7)."
  }

  static func list(_ codes: [UInt16]) -> String {
    codes.map(String.init).joined(separator: " or ")
  }

  static func expected(_ waiting: ScriptRun.Waiting) -> String {
    if let answer = waiting.messages.first, case .message(let opcode, let payload) = answer {
      return "Expected \(describe(opcode, payload))."
    }
    if let pong = waiting.pongs.first { return "Expected a pong with \(describe(pong))." }
    return ""
  }

  static func unexpected(_ message: InspectedMessage) -> Shortcoming {
    Shortcoming(
      .unexpectedMessage, "The peer sent \(describe(message)). Nothing was to come here.")
  }

  static func wrong(
    _ message: InspectedMessage, expected opcode: Opcode, _ payload: [UInt8],
    _ difference: Shortcoming.Difference
  ) -> String {
    let place =
      !difference.isOfOtherType && difference.offset > 0
      ? " They differ from byte \(difference.offset) on." : ""
    return "The peer sent \(describe(message)). Expected \(describe(opcode, payload)).\(place)"
  }

  static func describe(_ message: InspectedMessage) -> String {
    let bytes = message.content?.prefix(64) ?? []
    return describe(message.opcode, bytes, count: Int(clamping: message.byteCount ?? 0))
  }

  static func describe(_ opcode: Opcode, _ payload: [UInt8], count: Int? = nil) -> String {
    let count = count ?? payload.count
    let what = opcode == .text ? "a text" : opcode == .binary ? "a binary message" : opcode.name
    guard count > 0 else { return "an empty \(opcode == .text ? "text" : "binary message")" }
    return "\(what) of \(Phrasebook.english.grouped(UInt64(count))) byte\(count == 1 ? "" : "s"), "
      + describe(payload)
  }

  /// Bytes in quotation marks where they are a short text, in hexadecimal otherwise.
  static func describe(_ bytes: [UInt8]) -> String {
    guard !bytes.isEmpty else { return "nothing" }
    let shown = bytes.prefix(24)
    if let text = String(validating: shown, as: UTF8.self),
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f })
    {
      return "\"\(text)\(bytes.count > shown.count ? "…" : "")\""
    }
    let hex = shown.prefix(16).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    return hex.joined(separator: " ") + (bytes.count > 16 ? " …" : "")
  }
}

extension ScriptRun {
  /// Why a step failed in which nothing came in time.
  func shortcomingOfSilence(in step: Step) -> Shortcoming {
    let time = "within \(context.timeout.tenths) s"
    switch step {
    case .open where connection?.receivedByteCount ?? 0 > 0:
      return Shortcoming(
        .notOpened(status: nil), "What the server answered is not the head of a response.")
    case .open:
      return Shortcoming(.notOpened(status: nil), "The server did not answer the request \(time).")
    case .sendsNothing:
      return Shortcoming(
        .notEnded, "The client did not end the connection \(time) for a response that is wrong.")
    case .fails(let codes, _):
      return Shortcoming(
        .wentOn,
        "Nothing happened \(time). The peer must fail the connection"
          + "\(Sentences.best(codes)).")
    case .close, .awaitClose:
      return Shortcoming(.noCloseFrame, "The peer did not answer the close frame \(time).")
    case .awaitEnd:
      return Shortcoming(.notEnded, "The peer did not end the TCP connection \(time).")
    default:
      let pong = waiting.strangePong.map {
        " It sent a pong with \(Sentences.describe($0)), which answers no ping."
      }
      return Shortcoming(
        waiting.strangePong == nil ? .noAnswer : .wrongAnswer,
        "The peer did not answer \(time).\(pong ?? "") \(Sentences.expected(waiting))")
    }
  }
}

extension InspectedMessage {
  /// How the message differs from the expected one; nil where it does not.
  func difference(from opcode: Opcode, _ payload: [UInt8]) -> Shortcoming.Difference? {
    var offset = 0
    var isEqual = true
    content?.forEachPiece { piece in
      let end = min(offset + piece.count, payload.count)
      guard payload[offset..<end].elementsEqual(piece.prefix(end - offset)),
        end - offset == piece.count
      else {
        isEqual = false
        offset += zip(payload[offset..<end], piece).prefix { $0 == $1 }.count
        return false
      }
      offset = end
      return true
    }
    if isEqual, offset == payload.count, self.opcode == opcode, byteCount == UInt64(payload.count) {
      return nil
    }
    let kept = content?.prefix(64) ?? []
    return Shortcoming.Difference(
      expectedCount: payload.count, gotCount: Int(clamping: byteCount ?? 0), offset: offset,
      expected: Array(payload.prefix(64)), got: kept, isOfOtherType: self.opcode != opcode)
  }
}

extension Duration {
  /// Seconds with a decimal, where they have one: `2`, `0.5`.
  fileprivate var tenths: String {
    let tenth = components.attoseconds / 100_000_000_000_000_000
    return tenth == 0 ? "\(components.seconds)" : "\(components.seconds).\(tenth)"
  }
}
