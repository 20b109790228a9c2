import CommandLineKit
import TrafficCapture
import WebSocketInspection

/// Reads a capture to its end, or to where it is damaged.
struct CaptureSource {
  /// What there is to say after a capture was read.
  struct Outcome {
    /// Why the reading stopped before the end.
    var failure: CaptureError?
    /// How far the capture was read when Ctrl-C ended it; nil if it was read to its end.
    var interruptedAt: String?
    /// Notes for standard error.
    var notes: [String] = []
  }

  let assumptions: CaptureAssumptions
  let attention: Attention
  let resources: InspectionResources
  /// Whether to wait for more at the file's end.
  let follows: Bool
  let console: Console
  let showsProgress: Bool
  let show: (InspectionEvent) -> Void

  /// Whether Ctrl-C was pressed: what was read is shown, and nothing more is read.
  private var isInterrupted: Bool { InterruptSignals.count > 0 }

  // MARK: - One file

  /// Reads a file of packets, or a HAR file.
  func read(_ path: String) throws(Failure) -> Outcome {
    let file = path == "-" ? InputFile() : try InputFile(path: path)
    var progress = CaptureProgress(
      size: file.size, isShown: showsProgress && !follows, console.errors)
    defer { progress.clear() }
    let start = try file.read()
    if Self.looksLikeJSON(start) { return try readHAR(start, file, &progress) }
    return try readPackets(start, file, &progress)
  }

  private static func looksLikeJSON(_ start: [UInt8]) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = start.starts(with: mark) ? start.dropFirst(3) : start[...]
    return text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
  }

  private func readPackets(
    _ start: [UInt8], _ file: borrowing InputFile, _ progress: inout CaptureProgress
  ) throws(Failure) -> Outcome {
    var reader = CaptureReader()
    var inspector = CaptureInspector(
      assuming: assumptions, attention: attention, resources: resources, isLive: follows)
    var failure: CaptureError?
    var piece = start
    // What is there of the last packet is then not a fault of the file.
    while !isInterrupted {
      reader.receive(piece)
      progress.advance(by: piece.count)
      do throws(CaptureError) {
        while !isInterrupted, let packet = try reader.next() { inspector.receive(packet, show) }
        if isInterrupted { break }
        // A pipe whose writer is gone does not grow any more.
        if piece.isEmpty, !follows || file.size == nil {
          try reader.finish()
          break
        }
      } catch {
        failure = error
        break
      }
      if follows, piece.isEmpty {
        console.output.flush()
        sleep(milliseconds: 200)
      }
      piece = try file.read()
    }
    inspector.finish(show)
    let isCapture = failure?.kind != .notACapture
    return Outcome(
      failure: failure, interruptedAt: isInterrupted && !follows ? progress.reached : nil,
      notes: isCapture ? CaptureNotes.notes(on: inspector) : [])
  }

  private func readHAR(
    _ start: [UInt8], _ file: borrowing InputFile, _ progress: inout CaptureProgress
  ) throws(Failure) -> Outcome {
    var reader = HARReader()
    var inspector = HARInspector(attention: attention, resources: resources)
    var outcome = Outcome()
    var piece = start
    do throws(CaptureError) {
      while !piece.isEmpty, !isInterrupted {
        try reader.receive(piece) { inspector.receive($0, show) }
        progress.advance(by: piece.count)
        do throws(Failure) {
          piece = try file.read()
        } catch {
          throw CaptureError(.damaged, at: 0, error.message)
        }
      }
      if isInterrupted { outcome.interruptedAt = progress.reached } else { try reader.finish() }
    } catch {
      outcome.failure = error
    }
    if outcome.failure?.kind != .notACapture {
      outcome.notes = Self.notesOnHAR(connectionCount: inspector.count)
    }
    return outcome
  }

  private static func notesOnHAR(connectionCount: Int) -> [String] {
    let note =
      "read as HAR: it holds whole messages, not frames, so nothing is known of fragments, masks, "
      + "pings and close frames."
    guard connectionCount == 0 else { return [note] }
    return [
      note,
      "no WebSocket connection is in it. Developer tools record only what happens while they are "
        + "open: open them, load the page again, then save.",
    ]
  }

  // MARK: - A pair of streams

  /// Reads the bytes that each end has sent, from two files; a response shows which is which.
  func read(client: String, server: String) throws(Failure) -> Outcome {
    let clientFile = try InputFile(path: client)
    let serverFile = try InputFile(path: server)
    let inspector = ConnectionInspector(
      assuming: assumptions.common, attention: attention, resources: resources)
    func showEvents() {
      while let event = inspector.nextEvent() { show(event) }
    }
    var beginning = try clientFile.read()
    let isSwapped = beginning.starts(with: "HTTP/".utf8)
    var open: [Side] = [.first, .second]
    while !open.isEmpty, !isInterrupted {
      for side in open {
        var piece: [UInt8] = []
        if (side == .first) == isSwapped {
          piece = try serverFile.read()
        } else {
          swap(&piece, &beginning)
          if piece.isEmpty { piece = try clientFile.read() }
        }
        if piece.isEmpty { open.removeAll { $0 == side } }
        inspector.receive(piece, from: side)
        showEvents()
      }
    }
    inspector.end()
    showEvents()
    return Outcome(
      interruptedAt: isInterrupted ? "a part" : nil,
      notes: Self.notesOnStreams(isSwapped: isSwapped, isWebSocket: inspector.number != nil))
  }

  private static func notesOnStreams(isSwapped: Bool, isWebSocket: Bool) -> [String] {
    var notes = [
      "the two streams have no times, so the frames are in the order of each direction alone."
    ]
    if isSwapped {
      notes.append(
        "the file of --client begins with a response, so the two are taken the other way round.")
    }
    if !isWebSocket {
      notes.append(
        "no WebSocket handshake is at the start of the streams. If they begin with frames, "
          + "--assume frames says so.")
    }
    return notes
  }
}
