import FrameDiagram
import WebSocketProtocol

/// Each frame as one JSON object on one line: that of `wsx decode`, with where and when it was seen.
struct CaptureJSONPrinter: CapturePrinter {
  let withFields: Bool

  mutating func show(_ item: CaptureItem) {
    switch item.content {
    case .frame(let frame, let message):
      var anatomy = FrameAnatomy(frame)
      // The message stands in an object of this command's own, inflated.
      anatomy = FrameAnatomy(
        record: anatomy.record, verdict: anatomy.verdict, context: anatomy.context)
      let line = FrameJSON(anatomy, includesFields: withFields).line()
      let members = line.dropFirst(Self.schema.count).dropLast()
      StandardOutput.write(
        Self.schema + Self.start(of: item) + "," + members
          + (message.map { ",\"message\":\($0.json)" } ?? "") + "}\n")
    case .message(let message):
      StandardOutput.write(
        Self.schema + Self.start(of: item)
          + ",\"message\":\(message.json)}\n")
    default:
      break
    }
  }

  mutating func finish() {}

  /// What every object begins with.
  private static let schema = "{\"schema\":\(FrameJSON.schema),"

  private static func start(of item: CaptureItem) -> String {
    var json = JSONText()
    json.member("connection", item.connection)
    json.member("direction", item.sender?.rawValue)
    json.member("time", raw: item.moment.time?.description ?? "null")
    json.member("packet", item.moment.packet)
    return json.text
  }
}

extension CapturedMessage {
  /// The message as a JSON object.
  var json: String {
    JSONText.object { object in
      object.member("opcodeName", opcode.name)
      object.member("frames", frameCount == 0 ? nil : frameCount)
      object.member("compressed", isCompressed)
      object.member("payloadLength", payloadLength)
      if let text {
        object.member("text", text)
      } else if let payload {
        let digits = String(decoding: FrameJSON.hex(of: payload), as: UTF8.self)
        object.member("payload", raw: "\"\(digits)\"")
      } else {
        object.member("omitted", omission)
      }
    }
  }
}
