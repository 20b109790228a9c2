import Foundation
import FrameDiagram
import TerminalText
import TestSupport
import Testing
import WebSocketProtocol

/// Every picture of every sample, as a reader sees it.
@Suite("Pictures")
struct GoldenTests {
  @Test("of a frame", arguments: sampleFrames)
  func pictures(of frame: SampleFrame) throws {
    let anatomy = frame.anatomy
    let style = TerminalStyle()
    let pictures = [
      FrameDiagram.diagram(anatomy, style).rendered(style),
      FrameDiagram.hexDump(anatomy, style).rendered(style),
    ]
    try expectGolden(pictures.joined(separator: "\n"), at: golden("\(frame.name).txt"))
  }

  @Test("of a frame, in ASCII", arguments: sampleFrames.filter { inASCII.contains($0.name) })
  func asciiPictures(of frame: SampleFrame) throws {
    let anatomy = frame.anatomy
    let style = TerminalStyle(characters: .ascii)
    let pictures = [
      FrameDiagram.diagram(anatomy, style).rendered(style),
      FrameDiagram.hexDump(anatomy, style).rendered(style),
    ]
    try expectGolden(pictures.joined(separator: "\n"), at: golden("\(frame.name).ascii.txt"))
  }

  @Test("of a frame, as JSON", arguments: sampleFrames.filter { $0.bytes.count < 1000 })
  func json(of frame: SampleFrame) throws {
    let json = FrameJSON(frame.anatomy, includesFields: true).line()
    try expectGolden(json + "\n", at: golden("\(frame.name).json"))
  }

  @Test("of a frame, as SVG", arguments: sampleFrames.filter { asSVG.contains($0.name) })
  func svg(of frame: SampleFrame) throws {
    try expectGolden(FrameSVG.picture(frame.anatomy), at: golden("\(frame.name).svg"))
  }

  @Test("in colour")
  func colour() throws {
    let style = TerminalStyle(color: true)
    let text = FrameDiagram.diagram(SampleFrame(name: "", bytes: hello).anatomy, style).rendered(
      style)
    try expectGolden(text, at: golden("rfc-hello-masked.ansi"))
  }

  @Test("of a frame that breaks off, at every byte")
  func truncations() throws {
    let style = TerminalStyle()
    let pictures = (0..<hello.count).map { count in
      FrameDiagram.diagram(SampleFrame(name: "", bytes: Array(hello[..<count])).anatomy, style)
        .rendered(style)
    }
    try expectGolden(pictures.joined(separator: "\n\n"), at: golden("hello-cut-everywhere.txt"))
  }

  @Test("of bytes that are no frame: 24 bits as Base64 takes them, six by six")
  func anyBits() throws {
    let letters = [("T", 0), ("W", 6), ("F", 12), ("u", 18)]
    let fields = letters.map { letter, bit in
      BitField("6 bits", bits: bit..<bit + 6, value: letter, style: .payload)
    }
    let grid = BitGrid(bytes: Array("Man".utf8), fields: fields, bitsPerRow: 24)
    try expectGolden(
      grid.drawn(TerminalStyle()).rendered(TerminalStyle()), at: golden("base64-man.txt"))
  }

  @Test("of a payload that a subprotocol reads: its fields take the payload's place")
  func fieldsOfSubprotocol() throws {
    // Engine.IO: the digit 4 is a message; Socket.IO: the digit 2 is an event. From a server.
    let record = FrameRecord(firstFrameOf: [0x81, 0x07] + Array("42[\"a\"]".utf8))
    let fields = [
      AnatomyField(
        kind: .named("Engine.IO type"), name: "Engine.IO type", bits: 16..<24, symbol: "4",
        meaning: "a message", accent: .rose),
      AnatomyField(
        kind: .named("Socket.IO type"), name: "Socket.IO type", bits: 24..<32, symbol: "2",
        meaning: "an event", accent: .brown),
      AnatomyField(
        kind: .named("arguments"), name: "arguments", bits: 32..<72, symbol: "[\"a\"]",
        meaning: "the event's name and what it carries", accent: .green),
    ]
    let context = FrameContext(sender: .server, extensionBits: [])
    let anatomy = FrameAnatomy(
      record: record, findings: FrameRules.judge(record, in: context), context: context,
      payloadFields: fields)
    let text = [
      FrameDiagram.diagram(anatomy).rendered(TerminalStyle()),
      FrameDiagram.hexDump(anatomy).rendered(TerminalStyle()),
      FrameJSON(anatomy, includesFields: true).line() + "\n",
    ].joined(separator: "\n")
    try expectGolden(text, at: golden("subprotocol.txt"))
    #expect(anatomy.field(.named("arguments"))?.style.accent == .green)
    #expect(anatomy.field(.payload) == nil)
  }

  private static let inASCII: Set = [
    "rfc-hello-masked", "rfc-binary-256", "emoji-masked", "wrong-in-five-ways", "masked-64-bit-cut",
  ]
  private static let asSVG: Set = [
    "rfc-hello-masked", "rfc-binary-256", "close-1000-bye", "wrong-in-five-ways",
    "masked-64-bit-cut", "emoji-masked",
  ]
}

private func golden(_ name: String) -> URL {
  packageDirectory.appendingPathComponent("Tests/FrameDiagramTests/Golden/\(name)")
}
