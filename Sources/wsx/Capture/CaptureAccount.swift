/// What the exit status depends on.
struct CaptureAccount {
  private(set) var violationCount = 0
  private(set) var isTruncated = false

  mutating func note(_ item: CaptureItem) {
    switch item.content {
    case .handshake(let report, let isUnfinished):
      violationCount += report.worthTelling.count
      if isUnfinished { isTruncated = true }
    case .frame(let frame, _):
      violationCount += frame.findings.verdict.violations.count
      if !frame.record.isComplete { isTruncated = true }
    default: break
    }
  }

  var status: ExitStatus {
    if isTruncated { return .truncated }
    return violationCount > 0 ? .violations : .clean
  }
}
