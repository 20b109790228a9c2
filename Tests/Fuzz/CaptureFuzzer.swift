import CommandLineKit
import PerMessageDeflate
import TerminalText
import TrafficCapture
import WebSocketProtocol

/// The function that libFuzzer calls: reads any bytes as `wsx capture` reads a file, and shows them.
///
/// All steps are included: file, packets, TCP, HTTP, frames, inflating, findings, drawing. The result
/// is not compared; there must be no trap, no endless loop, and no unbounded memory. libFuzzer passes
/// its input as a pointer, so this function cannot be safe.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCapture(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  var display = Display(choice: input.last ?? 0)
  switch input.first {
  case UInt8(ascii: "{"): readHAR(input, &display)
  case UInt8(ascii: "P"): readPair(input, &display)
  // The last byte decides how the file is cut, so that the fuzzer can try cuts too.
  default: readPackets(input, pieces: max(1, Int(input.last ?? 1)), &display)
  }
  display.printer.finish()
  StandardOutput.flush()
  return 0
}

/// One of the ways to show a capture, chosen by the last byte of the input.
private struct Display {
  var printer: any CapturePrinter
  var account = CaptureAccount()
  let keeping: FrameReading.Keeping

  init(choice: UInt8) {
    let isJSON = choice % 5 == 0
    keeping = FrameReading.Keeping(
      store: ByteStore(itemLimit: isJSON ? .max : ByteStore.previewByteCount), keepsFrames: isJSON,
      headByteCount: FrameReading.previewHeadBytes)
    let style = TerminalStyle(color: choice & 0x80 != 0)
    printer =
      switch choice % 5 {
      case 0: CaptureJSONPrinter(withFields: true)
      case 1: TimelinePrinter(style: style, withDiagrams: true)
      case 2: CaptureSVGPrinter(title: "fuzzed")
      case 3: CapturePagePrinter(title: "fuzzed")
      default: CaptureSummaryPrinter(style: style)
      }
  }

  mutating func show(_ items: [CaptureItem]) {
    for item in items {
      account.note(item)
      printer.show(item)
    }
  }
}

private func readHAR(_ input: [UInt8], _ display: inout Display) {
  var reader = HARReader()
  var conversations = HARConversations(store: ByteStore())
  do throws(CaptureError) {
    try reader.receive(input) { display.show(conversations.receive($0)) }
    try reader.finish()
  } catch {
    precondition(error.offset <= UInt64(input.count), "an error behind the file's end")
  }
}

/// Reads a pair of streams after `P` and the length of the first in two bytes.
///
/// This is the shortest way to the frames: there are no packets that a change could break.
private func readPair(_ input: [UInt8], _ display: inout Display) {
  guard input.count > 3 else { return }
  let body = input[3...]
  let split = min(Int(input[1]) << 8 | Int(input[2]), body.count)
  let info = StreamInfo(
    stream: 1, first: nil, second: nil, isOpening: true, packet: nil, time: nil)
  var conversation = Conversation(
    info, assuming: CaptureAssumption(), keeping: display.keeping)
  let streams: [(Side, ArraySlice<UInt8>)] = [
    (.first, body.prefix(split)), (.second, body.dropFirst(split)),
  ]
  for (side, stream) in streams {
    let pieces = max(1, Int(input.last ?? 1))
    for start in stride(from: stream.startIndex, to: stream.endIndex, by: pieces) {
      let bytes = Array(stream[start..<min(start + pieces, stream.endIndex)])
      let event = StreamEvent.data(StreamBytes(stream: 1, sender: side, bytes: bytes))
      display.show(conversation.receive(event, numbered: { 1 }))
    }
  }
  display.show(conversation.receive(.closed(stream: 1, isGivenUp: false), numbered: { 1 }))
}

private func readPackets(_ input: [UInt8], pieces: Int, _ display: inout Display) {
  var reader = CaptureReader()
  var limits = StreamTracker.Limits()
  limits.bytesOfDirection = 200
  limits.bytesInAll = 1000
  limits.endedConnections = 4
  var tracker = StreamTracker(limits: limits)
  var dissector = PacketDissector()
  var conversations = ConversationSet(assuming: CaptureAssumption(), keeping: display.keeping)
  var told = 0
  func note(_ events: [StreamEvent]) {
    for case .data(let bytes) in events { told += bytes.bytes.count }
  }
  do throws(CaptureError) {
    for start in stride(from: 0, to: input.count, by: pieces) {
      reader.receive(Array(input[start..<min(start + pieces, input.count)]))
      while let packet = try reader.next() {
        display.show(conversations.receive(packet))
        // Once more with small limits, which the few packets here would not reach otherwise.
        if let segment = dissector.segment(in: packet) { note(tracker.receive(segment)) }
      }
    }
    try reader.finish()
  } catch {
    precondition(error.offset <= UInt64(input.count) + 4, "an error behind the file's end")
  }
  display.show(conversations.finish())
  _ = conversations.notes
  note(tracker.finish())
  // No byte is returned twice, except those in several fragments of one packet.
  precondition(told <= input.count, "more bytes told than were there")
}
