import WebSocketInspection
import WebSocketProtocol
import WebSocketTransport

/// What all cases of an exam share.
struct RunContext {
  let loop: EventLoop
  /// The server that is graded; nil where clients are.
  let target: ExamTarget?
  var timeout: Duration
  let seed: UInt64
  let resources: InspectionResources
  /// Whether a message that nothing asked for is wrong: only where every message comes back.
  var echoes = true
  /// The rules that the peer breaks in every connection, which only the case about them reports;
  /// nil where no frame is judged.
  var habits: Set<String>? = []

  /// How long an answer may take in all, where some of it comes again and again.
  var limit: Duration { timeout * 8 }
  /// How long a peer has to fail a connection before it is asked whether it is still there.
  var patience: Duration { .milliseconds(150) }
}
