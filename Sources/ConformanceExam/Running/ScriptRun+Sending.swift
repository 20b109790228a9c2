import WebSocketProtocol
import WebSocketTransport

// The steps in which the examiner does something.

extension ScriptRun {
  /// Begins a step, or asks whether it is done.
  func perform(_ step: Step) -> Progress {
    switch step {
    case .open(let opening): return open(opening)
    case .respond(let response): return respond(response)
    case .sendsNothing: return awaitRefusal()
    case .send(let pieces, let cut): return send(pieces, cut)
    case .expect(let answers): return expect(answers)
    case .fails(let codes, let answers): return awaitFailure(codes, answers)
    case .expectUnlessTooLarge(let answers): return expect(answers, isLimited: true)
    case .expectLast(let answer): return expect([answer])
    case .takes(let frames): return take(echoesOf: frames)
    case .mayFail(let codes, let answers, let note): return awaitEither(codes, answers, note)
    case .failsEarly(let codes): return hopeForFailure(codes)
    case .close(let payload, let answer):
      if !isBegun { sendClose(payload) }
      return awaitClose(answer)
    case .awaitClose(let answer): return awaitClose(answer)
    case .awaitEnd: return awaitEnd()
    case .pause(let time): return pause(time)
    case .nothing: return expectNothing()
    case .endSending:
      connection?.endSending()
      return .done
    case .abandon: return .finished
    case .reset:
      connection?.reset()
      return .done
    case .read(let reads):
      connection?.setReading(reads)
      return .done
    case .meanwhile(let steps): return meanwhile(steps)
    }
  }

  private func sendClose(_ payload: [UInt8]) {
    guard let connection else { return }
    connection.send(connection.bytes(of: [.frame(ExamFrame(.close, payload))]).flatMap { $0 })
  }

  // MARK: - Writes

  private func send(_ pieces: [Piece], _ cut: Cut) -> Progress {
    guard !isBegun, let connection else { return .done }
    let writes = Self.writes(connection.bytes(of: pieces), cut)
    guard cut.isSlow, writes.count > 1 else {
      for write in writes { connection.send(write) }
      return .done
    }
    isPausing = true
    sendSlowly(writes[...])
    return .waiting
  }

  func sendSlowly(_ writes: ArraySlice<[UInt8]>) {
    guard let first = writes.first, let connection, !connection.hasEnded else {
      isPausing = false
      advance()
      return
    }
    connection.send(first)
    // Long enough for the receiver to be told of each write by itself, most of the time.
    context.loop.schedule(after: .milliseconds(writes.count > 40 ? 1 : 3)) { [weak self] in
      self?.sendSlowly(writes.dropFirst())
    }
  }

  /// The bytes of pieces, cut into writes.
  static func writes(_ pieces: [[UInt8]], _ cut: Cut) -> [[UInt8]] {
    let all = pieces.flatMap { $0 }
    switch cut {
    case .whole: return [all]
    case .pieces: return pieces
    case .bytes(let count), .quickBytes(let count):
      return stride(from: 0, to: all.count, by: count).map {
        Array(all[$0..<min($0 + count, all.count)])
      }
    case .before(let index): return halves(of: all, at: index)
    case .beforeLast(let count): return halves(of: all, at: all.count - count)
    }
  }

  private static func halves(of bytes: [UInt8], at index: Int) -> [[UInt8]] {
    let index = min(max(0, index), bytes.count)
    return [Array(bytes[..<index]), Array(bytes[index...])].filter { !$0.isEmpty }
  }

  private func pause(_ time: Duration) -> Progress {
    guard !isBegun else { return .done }
    isPausing = true
    context.loop.schedule(after: time) { [weak self] in
      self?.isPausing = false
      self?.advance()
    }
    return .waiting
  }

  // MARK: - Another connection

  private func meanwhile(_ steps: [Step]) -> Progress {
    guard !isBegun else { return .done }
    isPausing = true
    waiting.other = ScriptRun(steps, name: name + "'", context: context) { [weak self] result in
      // Not within the other's last call.
      self?.context.loop.schedule(after: .zero) { self?.otherEnded(result) }
    }
    return .waiting
  }

  private func otherEnded(_ result: Outcome) {
    isPausing = false
    waiting.other = nil
    outcome.notes += result.notes
    if let shortcoming = result.shortcoming {
      outcome.transcript = result.transcript
      fail(shortcoming)
    } else if let reason = result.skipped {
      outcome.skipped = reason
      fail(Shortcoming(.notCompressed, reason))
    } else {
      advance()
    }
  }
}

extension Cut {
  /// Whether time passes between the writes.
  var isSlow: Bool {
    switch self {
    case .whole, .quickBytes: false
    case .pieces, .bytes, .before, .beforeLast: true
    }
  }
}
