import Explanations
import FrameDiagram
import WebSocketInspection

extension JSONText {
  /// The members of a frame; its payload is unmasked, and otherwise as on the wire.
  mutating func add(
    _ frame: InspectedFrame, includesFields: Bool, _ output: ([UInt8]) -> Void
  ) {
    let object = FrameJSON(FrameAnatomy(frame), includesFields: includesFields)
    object.addMembersBeforePayload(to: &self)
    if let payload = frame.payload {
      addHexadecimal("payload", payload, output)
      if let omission = payload.omission { member("payloadOmitted", omission) }
      if frame.isTextFrame, payload.isText { addText("text", payload, output) }
    } else {
      object.addPayload(to: &self)
    }
    object.addMembersAfterPayload(to: &self)
  }

  /// The members of a message; `lastFrame` is the number of the frame that ended it.
  mutating func add(
    _ message: InspectedMessage, lastFrame: Int?, _ output: ([UInt8]) -> Void
  ) {
    member("opcodeName", message.opcode.name)
    member("frames", message.frameCount > 0 ? message.frameCount : nil)
    member("lastFrame", lastFrame)
    member("compressed", message.isCompressed)
    member("payloadLength", message.byteCount)
    if let content = message.content {
      if message.isText, content.isWhole {
        addText("text", content, output)
      } else {
        addHexadecimal("payload", content, output)
      }
    }
    if let omission = message.omissionSentence { member("omitted", omission) }
    guard !message.annotations.isEmpty else { return }
    member("annotations", raw: Self.array(message.annotations.map(Self.object)))
  }

  private static func object(of annotation: MessageAnnotation) -> String {
    object { json in
      json.member("layer", annotation.layer)
      json.member("summary", Language.phrasebook.sentence(annotation.summary))
      json.member("findings", raw: array(annotation.findings.map(object)))
    }
  }
}

extension InspectedFrame {
  /// Whether the payload of this frame alone may be a text.
  fileprivate var isTextFrame: Bool {
    record.isComplete && record.header?.opcode == .text && !isCompressed
  }
}

extension InspectedMessage {
  /// Why the content is missing or incomplete; nil if all of it is there.
  fileprivate var omissionSentence: String? {
    omission.map(Language.phrasebook.sentence) ?? content?.omission
  }
}
