import CommandLineKit
import FrameDiagram
import WebSocketProtocol

/// Each frame as one JSON object on one line: that of `wsx decode`, with where and when it was seen.
///
/// A payload may be larger than memory, so objects are written piece by piece.
struct CaptureJSONPrinter: CapturePrinter {
  let withFields: Bool

  mutating func show(_ item: CaptureItem) {
    switch item.content {
    case .frame(let frame, let message):
      writeStart(of: item)
      write(frame, payload: item.payload, isCompressed: item.isCompressed)
      message?.writeJSON(named: "message")
      StandardOutput.write("}\n")
    case .message(let message):
      writeStart(of: item)
      message.writeJSON(named: "message")
      StandardOutput.write("}\n")
    default:
      break
    }
  }

  mutating func finish() {}

  private func writeStart(of item: CaptureItem) {
    var json = JSONText("{")
    json.member("schema", FrameJSON.schema)
    json.member("connection", item.connection)
    json.member("direction", item.sender?.rawValue)
    json.member("time", raw: item.moment.time?.description ?? "null")
    json.member("packet", item.moment.packet)
    StandardOutput.write(json.text)
  }

  /// What `wsx decode` says of the frame, behind the schema.
  private func write(_ frame: ExaminedFrame, payload: KeptBytes?, isCompressed: Bool) {
    // The message stands in an object of this command's own, inflated.
    let anatomy = FrameAnatomy(
      record: frame.record, findings: frame.findings.all, context: frame.context)
    let json = FrameJSON(anatomy, includesFields: withFields)
    StandardOutput.write("," + json.membersBeforePayload().dropFirst(Self.schema.count))
    StandardOutput.write("\"payload\":")
    payload?.writeHexadecimal()
    if let omission = payload?.omission {
      StandardOutput.write(",\"payloadOmitted\":\(JSONText.quoted(omission))")
    }
    if frame.record.isComplete, frame.record.header?.opcode == .text, !isCompressed,
      let payload, payload.isText
    {
      StandardOutput.write(",\"text\":")
      payload.writeText()
    }
    StandardOutput.write(json.membersBehindText())
  }

  /// The member that every object begins with, and `writeStart` has written.
  private static let schema = "\"schema\":\(FrameJSON.schema),"
}

extension CapturedMessage {
  /// Writes the message as a member of an object, behind others.
  func writeJSON(named name: String) {
    var json = JSONText()
    json.member("opcodeName", opcode.name)
    json.member("frames", frameCount == 0 ? nil : frameCount)
    json.member("compressed", isCompressed)
    json.member("payloadLength", payloadLength)
    if let omission = omission ?? content?.omission { json.member("omitted", omission) }
    StandardOutput.write(",\"\(name)\":{\(json.text)")
    if let content {
      StandardOutput.write(isText && content.isWhole ? ",\"text\":" : ",\"payload\":")
      if isText, content.isWhole { content.writeText() } else { content.writeHexadecimal() }
    }
    StandardOutput.write("}")
  }
}

extension KeptBytes {
  /// Writes it as a JSON string of hexadecimal digits.
  fileprivate func writeHexadecimal() {
    StandardOutput.write("\"")
    forEachPiece { piece in
      StandardOutput.write(FrameJSON.hex(of: piece))
      return true
    }
    StandardOutput.write("\"")
  }

  /// Writes it as a JSON string.
  fileprivate func writeText() {
    StandardOutput.write("\"")
    forEachText { StandardOutput.write(JSONText.escaped(utf8: $0)) }
    StandardOutput.write("\"")
  }
}
