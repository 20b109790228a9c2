import CommandLineKit
import FrameDiagram
import WebSocketProtocol

/// Traffic as JSON, one object a line.
///
/// A frame's object is the one of `wsx decode --format json` with `event`, `time`, `connection` and
/// `sender` in front, and behind it what a compressed frame stands for.
enum LiveJSON {
  static func line(of frame: ObservedFrame, connection: Int, at time: WallTime) -> String {
    var json = start("frame", connection, time)
    json.member("sender", frame.sender.rawValue)
    var text = json.text + "," + FrameJSON(frame.examined.anatomy).line().dropFirst()
    if let message = frame.examined.findings.message {
      text.removeLast()
      text += message.jsonMember + "}"
    }
    if let inflated = frame.inflated {
      text.removeLast()
      var more = JSONText("", isFirst: false)
      let hex = FrameJSON.hex(of: inflated.bytes)
      more.member("inflated", String(decoding: hex, as: UTF8.self))
      if let message = inflated.message {
        more.member("inflatedLength", message.byteCount)
        if frame.messageOpcode == .text {
          // What is cut may be cut inside a character, and is no text then.
          let text = message.isWhole ? String(validating: message.bytes, as: UTF8.self) : nil
          more.member("inflatedText", text)
        }
      }
      if let error = inflated.error {
        more.member("inflateError", phrasebook.sentence(error.statement))
      }
      text += more.text + "}"
    }
    return text + "\n"
  }

  static func line(of seen: ObservedHead, connection: Int, at time: WallTime) -> String {
    var json = start("head", connection, time)
    json.member("sender", seen.sender.rawValue)
    let lines = seen.head.lines.map { line in
      JSONText.quoted(String(decoding: seen.head.bytes[line.range], as: UTF8.self))
    }
    json.member("lines", raw: JSONText.array(lines))
    if let report = seen.report {
      let violations = report.violations.map { finding in
        JSONText.object { object in
          object.member("rule", finding.rule.id)
          object.member("section", finding.rule.section)
          object.member("line", finding.line)
          object.member("message", phrasebook.sentence(finding.statement))
        }
      }
      json.member("violations", raw: JSONText.array(violations))
    }
    return json.text + "}\n"
  }

  static func line(
    event: String, _ words: String, connection: Int, at time: WallTime
  ) -> String {
    var json = start(event, connection, time)
    json.member("message", words)
    return json.text + "}\n"
  }

  private static func start(_ event: String, _ connection: Int, _ time: WallTime) -> JSONText {
    var json = JSONText("{")
    json.member("event", event)
    json.member("time", time.timestamp)
    json.member("connection", connection)
    return json
  }
}
