import FrameDiagram
import WebSocketProtocol

extension FrameAnatomy {
  /// The first frame of some bytes, judged by itself, for a figure.
  package init(judging bytes: [UInt8], in context: FrameContext = FrameContext()) {
    let record = FrameRecord(firstFrameOf: bytes)
    self.init(record: record, findings: FrameRules.judge(record, in: context), context: context)
  }
}
