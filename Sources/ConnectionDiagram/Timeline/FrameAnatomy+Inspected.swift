import FrameDiagram
import WebSocketInspection

extension FrameAnatomy {
  /// Takes an inspected frame apart, for the pictures of one frame.
  public init(_ frame: InspectedFrame) {
    self.init(record: frame.record, findings: frame.findings, context: frame.context)
  }
}
