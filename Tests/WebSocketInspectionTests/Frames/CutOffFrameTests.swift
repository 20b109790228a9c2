import Testing
import WebSocketInspection
import WebSocketProtocol

@Suite("Frames that break off")
struct CutOffFrameTests {
  @Test(
    "What is missing at the end is not judged",
    arguments: [
      ("81", "text 0 of ?"),
      ("81 03", "text 0 of 3"),
      ("81 03 e4 bd", "text 2 of 3"),
      ("88 02", "close 0 of 2"),
      ("88 02 03", "close 1 of 2"),
      ("88 04 03 e8 e4", "close 3 of 4 (1000 \u{FFFD})"),
      ("82 7e 00", "binary 0 of ?"),
      ("82 7e 00 80", "binary 0 of 128"),
      ("82 7f 00 00 00 00 00 01 00", "binary 0 of ?"),
    ])
  func truncated(bytes: String, line: String) {
    expect(frames: [line], in: hex(bytes), .server)
  }

  @Test(
    "What is there of a frame that breaks off is judged",
    arguments: [
      ("88 05 03 ed 62 79", "close 4 of 5 (1005 by) !close.code-not-allowed@16-32"),
      ("88 05 03 e8 ff", "close 3 of 5 (1000 \u{FFFD}) !close.reason-not-utf8@32-40"),
      ("81 05 61 ff", "text 2 of 5 !text.not-utf8@24-32"),
      ("80", "continuation 0 of ? !message.continuation-without-start@4-8"),
      ("a1", "text 0 of ? !frame.rsv-not-negotiated@2-3"),
      ("83", "opcode-3 0 of ? !frame.opcode-reserved@4-8"),
      ("89 7e 00", "ping 0 of ? !frame.control-too-long@9-32"),
      ("81 fe", "text 0 of ? !mask.server-masked@8-9"),
    ])
  func judged(bytes: String, line: String) {
    expect(frames: [line], in: hex(bytes), .server)
  }

  @Test("A header that breaks off is kept with its bytes, at every byte of it")
  func header() {
    let bytes = hex("82 ff 00 00 00 00 00 01 00 00 37 fa 21 3d")
    for count in 1..<bytes.count {
      let cut = Array(bytes[..<count])
      for steps in [[Step.client(cut)], Step.client(cut).pieces(of: 1)] {
        let frames = ConnectionInspector(assuming: .singleStream(.client)).events(steps)
          .compactMap(\.frame)
        #expect(frames.map(\.record.headerBytes) == [cut])
        #expect(frames.map(\.record.isComplete) == [false])
      }
    }
  }

  @Test("A stream that ends between two frames leaves nothing unfinished")
  func between() {
    expect(frames: [], in: [], .server)
    expect(frames: ["ping 0"], in: hex("89 00"), .server)
  }

  @Test("A frame that declares more than there can be waits for nothing and holds little")
  func endless() {
    let inspector = ConnectionInspector(assuming: .singleStream(.server))
    inspector.receive(hex("82 7f 7f ff ff ff ff ff ff ff"), from: .first)
    let piece = [UInt8](repeating: 7, count: 1 << 16)
    for _ in 0..<40 {
      inspector.receive(piece, from: .first)
      #expect(inspector.allEvents().compactMap(\.frame).isEmpty)
    }
    inspector.end()
    let record = inspector.allEvents().compactMap(\.frame).first?.record
    #expect(record?.payload.byteCount == 40 << 16)
    #expect(record?.payload.head.count == 1 << 20)
    #expect(record?.missingByteCount == UInt64(Int64.max) - (40 << 16))
  }
}
