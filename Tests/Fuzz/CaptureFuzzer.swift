import TrafficCapture

/// libFuzzer's entry: reads any bytes as a capture file, down to the bytes of its streams.
///
/// There is nothing to compare with: what must not happen is a trap, a hang, or memory without end.
/// libFuzzer hands its input over as a pointer, so this function is as unsafe as it must be.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCapture(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  if input.first == UInt8(ascii: "{") {
    readHAR(input)
  } else {
    // The last byte decides how the file is cut, so that the fuzzer can learn about cuts too.
    readPackets(input, pieces: max(1, Int(input.last ?? 1)))
  }
  return 0
}

private func readHAR(_ input: [UInt8]) {
  var reader = HARReader()
  do throws(CaptureError) {
    try reader.receive(input) { _ in }
    try reader.finish()
  } catch {
    precondition(error.offset <= UInt64(input.count), "an error behind the file's end")
  }
}

private func readPackets(_ input: [UInt8], pieces: Int) {
  var reader = CaptureReader()
  var dissector = PacketDissector()
  var limits = StreamTracker.Limits()
  limits.bytesOfDirection = 200
  limits.bytesInAll = 1000
  limits.endedConnections = 4
  var tracker = StreamTracker(limits: limits)
  var told = 0
  func note(_ events: [StreamEvent]) {
    for case .data(let bytes) in events { told += bytes.bytes.count }
  }
  do throws(CaptureError) {
    for start in stride(from: 0, to: input.count, by: pieces) {
      reader.receive(Array(input[start..<min(start + pieces, input.count)]))
      while let packet = try reader.next() {
        if let segment = dissector.segment(in: packet) { note(tracker.receive(segment)) }
      }
    }
    try reader.finish()
  } catch {
    precondition(error.offset <= UInt64(input.count) + 4, "an error behind the file's end")
  }
  note(tracker.finish())
  // No byte is told twice, except those that several fragments of one packet share.
  precondition(told <= input.count, "more bytes told than were there")
}
