import FrameDiagram
import TerminalText

extension FrameReading.Result {
  /// The message that the frame ends, where it came compressed.
  var inflatedMessage: CapturedMessage? {
    message?.isCompressed == true ? message : nil
  }
}

extension CapturedMessage {
  /// What a compressed message says, in one sentence.
  var inflatedSummary: String {
    let frames = frameCount == 1 ? "" : " of \(frameCount) frames"
    let start = "This ends a compressed \(opcode.name) message\(frames)"
    if let omission { return "\(start): \(omission)\(omission.hasSuffix(".") ? "" : ".")" }
    let size = "\(payloadLength ?? 0) bytes once inflated"
    // A long message would bury the frame that it came in.
    let preview = content?.prefix(512) ?? []
    let rest = (payloadLength ?? 0) > UInt64(preview.count) ? " …" : ""
    guard !isText else {
      return "\(start), \(size): \"\(escapedForTerminal(utf8: preview))\"\(rest)"
    }
    return
      "\(start), \(size): \(preview.map { hexDigits(UInt32($0), atLeast: 2) }.joined(separator: " "))\(rest)"
  }
}
