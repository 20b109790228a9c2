import CommandLineKit
import WebSocketInspection

/// Counts what the exit status and the notes on the whole capture depend on.
struct CaptureAccount {
  private(set) var connections: Set<Int> = []
  private var violationCount = 0
  private var isTruncated = false
  /// The connections of which a head was seen.
  private var withHead: Set<Int> = []
  private var isCompressionUnknown = false

  mutating func note(_ event: InspectionEvent) {
    connections.insert(event.connection)
    switch event.content {
    case .head(let head):
      withHead.insert(event.connection)
      violationCount += head.violations.count
      if head.isUnfinished { isTruncated = true }
    case .frame(let frame):
      if let message = frame.message, message.isCompressed == nil,
        !withHead.contains(event.connection)
      {
        isCompressionUnknown = true
      }
      if !frame.findings.isEmpty { violationCount += frame.violations.count }
      if !frame.record.isComplete { isTruncated = true }
    default: break
    }
  }

  /// What would show more, for standard error.
  var notes: [String] {
    guard isCompressionUnknown else { return [] }
    return [
      "messages have RSV1 set, and the handshake that says why is not in the capture. If they are "
        + "compressed, --assume permessage-deflate inflates them."
    ]
  }

  var status: ExitStatus {
    if isTruncated { return .truncated }
    return violationCount > 0 ? .violations : .clean
  }
}
