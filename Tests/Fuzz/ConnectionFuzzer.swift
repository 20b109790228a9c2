import ConnectionDiagram
import TrafficCapture
import WebSocketInspection
import WebSocketProtocol

/// The function that libFuzzer calls: gives an inspector any bytes of both directions of a
/// connection, cut anywhere, with gaps and ends between them, and draws what it tells.
///
/// The first byte of the input chooses the picture, the second what is known beforehand. Then follow
/// steps: a byte that says what happens in which direction; for bytes also their count, in two bytes,
/// and the bytes. The same is read again in smaller pieces: how a stream is cut must not change what
/// is told of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzConnection(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard input.count > 2 else { return 0 }
  let steps = Steps(input.dropFirst(2)).steps
  var pictures = Pictures(choice: input[0])
  inspect(steps, inPiecesOf: .max, choice: input[1]) { pictures.show($0) }
  pictures.finish()
  // After a gap, a head is looked for where a piece begins.
  guard !steps.contains(where: \.event.isGap) else { return 0 }
  var lines: [UInt8] = []
  let json = ConnectionJSON(includesFields: input[0] & 1 != 0)
  inspect(steps, inPiecesOf: 1 + input.count % 7, choice: input[1]) { event in
    json.write(event) { lines += $0 }
  }
  guard lines == pictures.lines else {
    let both = String(decoding: pictures.lines + lines, as: UTF8.self)
    fatalError("the same bytes, cut otherwise, are told otherwise:\n\(both)")
  }
  return 0
}

private func inspect(
  _ steps: [Steps.Step], inPiecesOf byteCount: Int, choice: UInt8,
  _ body: (InspectionEvent) -> Void
) {
  let inspector = ConnectionInspector(choice: choice)
  for step in steps {
    step.give(to: inspector, inPiecesOf: byteCount)
    while let event = inspector.nextEvent() { body(event) }
  }
  inspector.end()
  while let event = inspector.nextEvent() { body(event) }
}

extension ConnectionInspector {
  /// An inspector with as much attention, and knowledge beforehand, as one byte chooses.
  fileprivate convenience init(choice: UInt8) {
    var assumptions = Assumptions()
    if choice & 1 != 0 { assumptions.client = .second }
    if choice & 2 != 0 { assumptions.beginsWithFrames = true }
    if choice & 4 != 0 { assumptions.extensionBits = .rsv1 }
    if choice & 8 != 0 { assumptions = .singleStream(FrameContext(sender: .client)) }
    var attention = Attention()
    if choice & 16 != 0 { attention.keepsFramePayloads = true }
    if choice & 32 != 0 { (attention.recordByteCount, attention.keptByteCount) = (0, 8) }
    if choice & 64 != 0 { attention.tellsPlainHTTP = true }
    let beginning = Beginning(isFromStart: choice & 128 == 0)
    self.init(beginning, assuming: assumptions, attention: attention)
  }
}

/// What happens on a connection, as the input's bytes say.
private struct Steps {
  struct Step {
    enum Event {
      case bytes(ArraySlice<UInt8>), gap(UInt32?), finish, reset

      var isGap: Bool { if case .gap = self { true } else { false } }
    }
    let side: Side
    let event: Event

    func give(to inspector: ConnectionInspector, inPiecesOf byteCount: Int) {
      switch event {
      case .bytes(var rest):
        while !rest.isEmpty {
          let piece = rest.prefix(byteCount)
          inspector.receive(Array(piece), from: side)
          rest = rest.dropFirst(piece.count)
        }
      case .gap(let count): inspector.receiveGap(count, from: side)
      case .finish: inspector.receiveFinish(from: side)
      case .reset: inspector.receiveReset(from: side)
      }
    }
  }

  private(set) var steps: [Step] = []

  init(_ input: ArraySlice<UInt8>) {
    var rest = input
    while let first = rest.popFirst() {
      let event: Step.Event
      switch first >> 1 {
      case 1: event = .finish
      case 2: event = .reset
      case 3: event = .gap(nil)
      case 4: event = .gap(UInt32(rest.popFirst() ?? 1))
      default:
        let count = Int(rest.popFirst() ?? 0) << 8 | Int(rest.popFirst() ?? 0)
        event = .bytes(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      steps.append(Step(side: first & 1 == 0 ? .first : .second, event: event))
    }
  }
}
