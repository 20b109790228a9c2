import CommandLineKit

/// What the exit status depends on, and what there is to say of the whole.
struct CaptureAccount {
  private(set) var violationCount = 0
  private(set) var isTruncated = false
  /// The connections of which a head was seen.
  private var shook: Set<Int> = []
  private var isCompressionUnknown = false

  mutating func note(_ item: CaptureItem) {
    switch item.content {
    case .handshake(let report, let isUnfinished):
      shook.insert(item.connection)
      violationCount += report.worthTelling.count
      if isUnfinished { isTruncated = true }
    case .frame(let frame, let message):
      if let message, message.isCompressed == nil, !shook.contains(item.connection) {
        isCompressionUnknown = true
      }
      violationCount += frame.findings.all.violations.count
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
