import PerMessageDeflate
import WebSocketProtocol

/// Inflates the messages of one direction as their bytes come, however large they are.
///
/// It does not stop at an error: it goes on with the next message, whose references to earlier data may
/// then be missing. RFC 7692 §7.2.2.
final class MessageInflater {
  /// What the end of a frame shows.
  struct FrameResult {
    /// The rule that the sender broke, at bits of this frame, if it was not reported before.
    var finding: Finding?
    /// Why the message cannot be inflated, if this frame shows it.
    var error: InflateError?
    /// Whether all of the message could be inflated so far.
    var isGood = true
  }

  private enum State {
    /// Between messages, or in one that is not compressed.
    case outside
    /// In a compressed message.
    case inside
    /// In a compressed message, after data that could not be inflated.
    case afterError
  }

  private let direction: DeflateDirection
  private let resources: InspectionResources
  /// Whether there were earlier messages that are not known, to which later ones may refer.
  private var missesContext: Bool

  private var state = State.outside
  private var header: FrameHeader?
  /// How many bytes of the frame's payload came, and how many were inflated since it began.
  private var payloadByteCount = 0
  private var inflatedByteCount = 0
  private var result = FrameResult()

  // The decompressor, or what replaces it if the pool has no place for it.
  private var inflater: Inflater
  private var place: DecompressorPool.Place?
  /// The context that was set aside between two messages.
  private var context: StoredBytes?
  /// The compressed bytes of a message that is inflated when it is complete.
  private var delayed: StoredBytes?

  /// How many compressed bytes are inflated at a time: DEFLATE makes at most 1032 of one.
  private static let sliceByteCount = 1 << 10

  init(_ direction: DeflateDirection, missesContext: Bool, resources: InspectionResources) {
    self.direction = direction
    self.missesContext = missesContext
    self.resources = resources
    inflater = Inflater(direction)
  }

  /// Whether the current frame is a part of a compressed message.
  var isInside: Bool {
    guard let header, !header.opcode.isControl else { return false }
    return state != .outside
  }

  func begin(_ header: FrameHeader?) {
    self.header = header
    payloadByteCount = 0
    inflatedByteCount = 0
    result = FrameResult()
    guard let header, header.opcode == .text || header.opcode == .binary else { return }
    // The data of a message that never ended is incomplete.
    if state == .inside { loseContext() }
    state = header.reservedBits.contains(.rsv1) ? .inside : .outside
    guard state == .inside, place == nil else { return }
    if resources.decompressors.isFull {
      delayed = StoredBytes(in: resources.store, upTo: .max)
    } else {
      wake()
    }
  }

  /// Takes the next bytes of the frame, unmasked, and calls `body` with the inflated bytes.
  ///
  /// Returns the rule that they break, if any.
  func receive(_ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Void) -> Finding? {
    payloadByteCount += bytes.count
    if let delayed, state == .inside {
      delayed.append(bytes)
    } else {
      inflate(bytes, body)
    }
    return result.finding.take()
  }

  /// Ends the frame; nil if it is not a part of a compressed message.
  func end(_ body: (Span<UInt8>) -> Void) -> FrameResult? {
    guard isInside, let header else { return nil }
    if state == .afterError { result.isGood = false }
    guard header.isFinal else { return result }
    if state == .inside {
      inflateDelayed(body)
      endMessage(of: header, body)
    }
    state = .outside
    if resources.decompressors.isCrowded || !direction.keepsContext { setAside() }
    return result
  }
}

// MARK: - Steps

extension MessageInflater {
  private func inflate(_ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    for start in stride(from: 0, to: bytes.count, by: Self.sliceByteCount) {
      guard state == .inside else { return }
      let end = min(start + Self.sliceByteCount, bytes.count)
      let before = inflater.compressedByteCount
      var inflated: [UInt8] = []
      do throws(InflateError) {
        try inflater.inflate(bytes.extracting(start..<end), appendingTo: &inflated)
      } catch {
        note(error, after: before)
      }
      inflatedByteCount += end - start
      if !inflated.isEmpty { body(inflated.span) }
    }
  }

  /// Inflates the bytes that waited for the end of their message; an error is of the last frame.
  private func inflateDelayed(_ body: (Span<UInt8>) -> Void) {
    guard let delayed = delayed.take() else { return }
    wake()
    var missing = delayed.byteCount
    delayed.forEachPiece { piece in
      missing -= UInt64(piece.count)
      inflate(piece.span, body)
      return state == .inside
    }
    // Bytes that could not be kept, or not be read again, are not the sender's fault.
    if state == .inside, missing > 0 { note(.outOfMemory, after: 0) }
  }

  private func endMessage(of header: FrameHeader, _ body: (Span<UInt8>) -> Void) {
    guard state == .inside else {
      result.isGood = false
      return
    }
    var rest: [UInt8] = []
    do throws(InflateError) {
      let ending = try inflater.endMessage(appendingTo: &rest)
      let end = 8 * (header.byteCount + payloadByteCount)
      result.finding = ending.violation(bits: end - 8..<end)
    } catch {
      note(error, after: 0)
      result.isGood = false
    }
    if !rest.isEmpty { body(rest.span) }
  }

  /// Keeps an error that was found after the first `before` bytes of the message's data.
  private func note(_ error: InflateError, after before: Int) {
    result.error = error
    state = .afterError
    defer { loseContext() }
    // Messages that are not known here are not the sender's fault.
    if missesContext, direction.keepsContext, error.reachesBack { return }
    let offset = inflatedByteCount + max(0, (error.offset ?? 0) - before)
    let byte = (header?.byteCount ?? 0) + min(offset, payloadByteCount - 1)
    result.finding = error.rule.map { rule in
      Finding(rule, .broken, .frame(bits: 8 * byte..<8 * byte + 8), error.statement)
    }
  }

  // MARK: - Room

  private func wake() {
    place = resources.decompressors.takePlace()
    guard let context = context.take() else { return }
    let bytes = context.prefix(.max)
    // References into a part of a context would find something else.
    if UInt64(bytes.count) == context.byteCount {
      inflater = Inflater(direction, resumingWith: bytes)
    } else {
      missesContext = true
    }
  }

  private func setAside() {
    let bytes = inflater.suspend()
    context = nil
    if !bytes.isEmpty {
      let kept = StoredBytes(in: resources.store, upTo: .max)
      kept.append(bytes.span)
      context = kept
    }
    place = nil
  }

  /// Begins again with an empty context.
  private func loseContext() {
    inflater = Inflater(direction)
    context = nil
    delayed = nil
    missesContext = true
  }
}
