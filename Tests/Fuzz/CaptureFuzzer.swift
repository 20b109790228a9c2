import TrafficCapture
import WebSocketInspection

/// The function that libFuzzer calls: reads any bytes as a capture, and draws what is in it.
///
/// All steps are included: file, packets, TCP, HTTP, frames, inflating, findings, drawing. There must
/// be no trap, no endless loop, no unbounded memory, and no picture or JSON that is not well-formed.
/// libFuzzer passes its input as a pointer, so this function cannot be safe.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCapture(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  // The last byte decides what is shown and how the file is cut, so that the fuzzer can try both.
  let choice = input.last ?? 0
  var attention = Attention()
  attention.keepsFramePayloads = choice & 8 != 0
  attention.recordByteCount = choice & 16 != 0 ? 0 : 1 << 10
  var pictures = Pictures(choice: choice)
  if input.first == UInt8(ascii: "{") {
    readHAR(input, attention, &pictures)
  } else {
    readPackets(input, pieces: max(1, Int(choice)), attention, &pictures)
  }
  pictures.finish()
  return 0
}

private func readHAR(_ input: [UInt8], _ attention: Attention, _ pictures: inout Pictures) {
  var reader = HARReader()
  var inspector = HARInspector(attention: attention)
  do throws(CaptureError) {
    try reader.receive(input) { inspector.receive($0) { pictures.show($0) } }
    try reader.finish()
  } catch {
    precondition(error.offset <= UInt64(input.count), "an error after the file's end")
  }
}

private func readPackets(
  _ input: [UInt8], pieces: Int, _ attention: Attention, _ pictures: inout Pictures
) {
  var reader = CaptureReader()
  var inspector = CaptureInspector(attention: attention)
  var narrow = NarrowTracker()
  do throws(CaptureError) {
    for start in stride(from: 0, to: input.count, by: pieces) {
      reader.receive(Array(input[start..<min(start + pieces, input.count)]))
      while let packet = try reader.next() {
        inspector.receive(packet) { pictures.show($0) }
        narrow.receive(packet)
      }
    }
    try reader.finish()
  } catch {
    precondition(error.offset <= UInt64(input.count) + 4, "an error after the file's end")
  }
  inspector.finish { pictures.show($0) }
  narrow.finish()
  // No byte is told twice, except those that several fragments of one packet share.
  precondition(narrow.byteCount <= input.count, "more bytes told than there were")
}

/// Puts the streams in order once more with narrow limits, which few packets would not meet otherwise.
private struct NarrowTracker {
  private var dissector = PacketDissector()
  private var tracker: StreamTracker
  /// How many bytes of streams were told.
  private(set) var byteCount = 0

  init() {
    var limits = StreamTracker.Limits()
    limits.bytesOfDirection = 200
    limits.bytesInAll = 1000
    limits.endedConnections = 4
    tracker = StreamTracker(limits: limits)
  }

  mutating func receive(_ packet: CapturedPacket) {
    guard let segment = dissector.segment(in: packet) else { return }
    var events: [StreamEvent] = []
    tracker.receive(segment, into: &events)
    note(events)
  }

  mutating func finish() { note(tracker.finish()) }

  private mutating func note(_ events: [StreamEvent]) {
    for case .data(let bytes) in events { byteCount += bytes.bytes.count }
  }
}
