import WebSocketProtocol
import WebSocketTransport

// The opening handshake.

extension ScriptRun {
  func open(_ opening: Opening) -> Progress {
    if connection?.role == .server { return accept(opening) }
    if !isBegun, let target = context.target { beginOpening(opening, target) }
    if opening.outcome == .anything { return .done }
    guard let result = connection?.opening else { return .waiting }
    switch result {
    case .notConnected(let error): return .failed(Shortcoming(.notConnected, "\(error)"))
    case .ended: return judgeSilentEnd(opening)
    case .answered(let exchange):
      let status = exchange.response?.head.statusCode ?? 0
      return status == 101 ? judgeOpen(opening) : judgeRefusal(opening, status)
    }
  }

  private func beginOpening(_ opening: Opening, _ target: ExamTarget) {
    let connection = ExamConnection(
      RawConnection(to: target.address, on: context.loop), role: .client,
      resources: context.resources, seed: context.seed.mixed(with: name))
    self.connection = connection
    connection.onChange = { [weak self] in self?.advance() }
    let key = connection.nextSecKey()
    var request = RequestText(target, key: key.text)
    opening.change(&request)
    let head = request.bytes
    let rest = connection.bytes(of: opening.pieces).flatMap { $0 }
    connection.note(head: head)
    let writes = Self.writes([head + rest], opening.cut)
    guard writes.count > 1 else {
      connection.send(head + rest)
      return
    }
    isPausing = true
    sendSlowly(writes[...])
  }

  private func judgeOpen(_ opening: Opening) -> Progress {
    switch opening.outcome {
    case .refused(let statuses):
      return .failed(Shortcoming(.wronglyOpened, Sentences.wronglyOpened(statuses: statuses)))
    case .betterRefused(_, let note): outcome.notes.append(note)
    case .opens, .either, .anything: break
    }
    let violations = connection?.responseViolations ?? []
    if opening.isJudged, let first = violations.first {
      // The one whose reason is known says most.
      let broken = violations.first { $0.mistake != nil } ?? first
      return .failed(
        Shortcoming(
          .response(rule: broken.rule.id, mistake: broken.mistake?.subject),
          Sentences.broken(broken)))
    }
    if opening.needsCompression, connection?.agreement == nil {
      return .skipped("The server does not agree on this offer of permessage-deflate.")
    }
    return .done
  }

  private func judgeRefusal(_ opening: Opening, _ status: Int) -> Progress {
    switch opening.outcome {
    case .opens where opening.needsCompression:
      return .skipped("The server does not agree on this offer of permessage-deflate.")
    case .opens:
      return .failed(
        Shortcoming(
          .notOpened(status: status), "The server answered \(status), and 101 was expected."))
    case .refused(let statuses), .betterRefused(let statuses, _):
      if !statuses.isEmpty, !statuses.contains(status) {
        outcome.notes.append(Sentences.otherStatus(status, best: statuses))
      }
      if let missing = missingHeader(opening) { return .failed(missing) }
    case .either(let note):
      if !note.isEmpty { outcome.notes.append(note) }
    case .anything: break
    }
    return .finished
  }

  private func missingHeader(_ opening: Opening) -> Shortcoming? {
    guard let (name, member) = opening.refusalNames,
      let head = connection?.exchange?.response?.head
    else { return nil }
    if head.listMembers(of: name).contains(where: { $0.text == member }) { return nil }
    return Shortcoming(
      .response(rule: "handshake.version-not-named", mistake: nil),
      "The refusal has no header \(name): \(member).")
  }

  private func judgeSilentEnd(_ opening: Opening) -> Progress {
    switch opening.outcome {
    case .opens:
      return .failed(
        Shortcoming(
          .notOpened(status: nil), "The server ended the connection without a response."))
    case .refused(let statuses), .betterRefused(let statuses, _):
      outcome.notes.append(
        "The server ended the connection without a response. "
          + "It should answer \(statuses.first ?? 400), so that a client knows why.")
    case .either(let note):
      if !note.isEmpty { outcome.notes.append(note) }
    case .anything: break
    }
    return .finished
  }
}
