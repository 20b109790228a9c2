import FrameDiagram
import WebSocketInspection
import WebSocketProtocol

/// How often connections ended in each way.
///
/// Endings are counted as data, without what differs from connection to connection, such as the reason
/// in a close frame.
struct EndingTally {
  private var counts: [Ending: Count] = [:]
  /// The endings of kinds that are not listed, because there are too many.
  private var otherCount = 0
  private var hasUnexplained = false

  /// How often connections ended in one way, and how many bytes were lost by it.
  private struct Count {
    var connections = 0
    var lostBytes: UInt64 = 0
  }

  /// The largest number of kinds that are listed.
  private static let limit = 32

  mutating func add(_ ending: Ending) {
    hasUnexplained = hasUnexplained || ending.isUnexplained
    let kind = ending.withoutDetails
    if counts[kind] != nil || counts.count < Self.limit {
      counts[kind, default: Count()].connections += 1
      counts[kind, default: Count()].lostBytes &+= UInt64(clamping: ending.lostByteCount)
    } else {
      otherCount += 1
    }
  }

  /// A line for each kind, the most frequent first, and where to read more.
  var lines: [String] {
    var counted: [String: Count] = [:]
    for (kind, count) in counts {
      let label = EndingWords.label(kind)
      counted[label, default: Count()].connections += count.connections
      counted[label, default: Count()].lostBytes &+= count.lostBytes
    }
    var lines = counted.sorted {
      ($1.value.connections, $0.key) < ($0.value.connections, $1.key)
    }
    .map { label, count in
      let lost = count.lostBytes > 0 ? "; \(Words.bytes(count.lostBytes)) did not arrive" : ""
      return "  \(Words.number(UInt64(count.connections))) × \(label)\(lost)"
    }
    if otherCount > 0 { lines.append("  \(Words.number(UInt64(otherCount))) × something else") }
    if hasUnexplained { lines.append("wsx explain 1006 says what commonly leads to it.") }
    return lines
  }
}

extension Ending {
  /// The ending without what differs from connection to connection.
  fileprivate var withoutDetails: Ending {
    var kind = self
    for index in kind.closes.indices { kind.closes[index].payload.reason = "" }
    if case .failure? = cause, let close = kind.closes.first {
      // The code says why it failed the connection, whether it was answered or not.
      kind.kind = .closed
      kind.closes = [close]
      kind.stream = nil
    }
    kind.cause = nil
    switch stream {
    case .given(.unread)?: kind.stream = .given(.unread(byteCount: 0))
    case .given(.stopped)?: kind.stream = .given(.stopped(lostByteCount: 0))
    default: break
    }
    return kind
  }

  /// How many bytes were not passed on.
  fileprivate var lostByteCount: Int {
    if case .given(.stopped(let count))? = stream { count } else { 0 }
  }

  /// Whether a stream ended before its close frames, for no known reason.
  fileprivate var isUnexplained: Bool {
    guard kind == .abnormal || kind == .unanswered else { return false }
    if case .failure? = cause { return false }
    switch stream {
    case .finished?, .reset?, .broken?: return true
    case .given?, .notFollowed?, nil: return false
    }
  }
}
