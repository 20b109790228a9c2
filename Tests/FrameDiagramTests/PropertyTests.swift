import Foundation
import FrameDiagram
import TerminalText
import TestSupport
import Testing
import WebSocketProtocol

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What holds of every picture of every frame.
@Suite("Properties of pictures")
struct PropertyTests {
  static let seeds: [UInt64] = {
    var random = SeededGenerator()
    print("pictures of random frames: TEST_SEED=\(random.seed)")
    return (0..<16).map { _ in random.next() }
  }()

  private static func frames(_ seed: UInt64) -> [SampleFrame] {
    var random = RandomFrames(seed: seed)
    return (0..<3).map { _ in random.next() } + (seed == seeds[0] ? sampleFrames : [])
  }

  private static func allPictures(of frame: SampleFrame, _ style: TerminalStyle) -> String {
    let anatomy = frame.anatomy
    return FrameDiagram.diagram(anatomy, style).rendered(style)
      + FrameDiagram.hexDump(anatomy, style).rendered(style)
  }

  @Test("no line is wider than the terminal, and nothing steers it", arguments: seeds)
  func width(seed: UInt64) {
    for frame in Self.frames(seed) {
      for width in [60, 80, 100, 132] {
        for characters in TerminalStyle.Characters.allCases {
          let style = TerminalStyle(characters: characters, width: width)
          let text = Self.allPictures(of: frame, style)
          for line in text.split(separator: "\n") where line.displayWidth > width {
            Issue.record("\(frame.name), \(width) columns: \(line)")
          }
          #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isDangerous }, "\(frame.name)")
          if characters == .ascii {
            #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(frame.name)")
          }
        }
      }
    }
  }

  @Test("a length that 64 bits cannot count with its header is drawn, cut anywhere")
  func longest() {
    let header = [0x81, 0xff] + [UInt8](repeating: 0xff, count: 8) + hello[2..<6]
    for count in 0...header.count {
      let frame = SampleFrame(name: "\(count) bytes", bytes: Array(header.prefix(count)))
      #expect(!Self.allPictures(of: frame, TerminalStyle()).isEmpty)
      // The length is known with its tenth byte.
      #expect(count < 10 || frame.anatomy.record.missingByteCount > UInt64.max - 4)
    }
  }

  @Test("colour adds colour and nothing else", arguments: seeds)
  func colour(seed: UInt64) {
    for frame in Self.frames(seed) {
      let plain = Self.allPictures(of: frame, TerminalStyle())
      let coloured = Self.allPictures(of: frame, TerminalStyle(color: true))
      #expect(coloured.replacing(/\u{1b}\[[0-9;]*m/, with: "") == plain, "\(frame.name)")
    }
  }

  @Test("the grid's digits are the frame's bits", arguments: seeds)
  func bits(seed: UInt64) {
    for frame in Self.frames(seed) where frame.bytes.count <= 40 {
      let bytes = Array(frame.bytes.prefix(Int(clamping: frame.anatomy.record.byteCount)))
      let grid = FrameDiagram.grid(frame.anatomy)
      let expected = bytes.map { byte in
        let digits = String(byte, radix: 2)
        return String(repeating: "0", count: 8 - digits.count) + digits
      }.joined()
      let rows = grid.plainText.split(separator: "\n").filter {
        $0.contains(/^ *[0-9]+ [│┊][01·]/)
      }
      let shown = rows.map { row in
        row.drop { $0 != "│" && $0 != "┊" }.filter { $0 == "0" || $0 == "1" }
      }
      let isElided = grid.plainText.contains("more …")
      if !isElided { #expect(shown.joined() == expected, "\(frame.name)") }
    }
  }

  @Test("the fields tile the header, bit by bit", arguments: seeds)
  func tiling(seed: UInt64) {
    for frame in Self.frames(seed) {
      var next = 0
      for field in frame.anatomy.fields {
        #expect(field.bits.lowerBound == next, "\(frame.name): \(field.name)")
        next = field.bits.upperBound
      }
      if let header = frame.anatomy.record.header {
        #expect(next >= header.byteCount * 8, "\(frame.name)")
      }
    }
  }

  @Test("JSON parses, and gives the payload back", arguments: seeds)
  func json(seed: UInt64) throws {
    for frame in Self.frames(seed) {
      let anatomy = frame.anatomy
      let line = FrameJSON(anatomy, includesFields: true).line()
      #expect(!line.unicodeScalars.contains { $0.isDangerous }, "\(frame.name)")
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let payload = anatomy.unmaskedPayload(atMost: .max)
      let hex = payload.map { String(format: "%02x", $0) }.joined()
      #expect(object["payload"] as? String == hex, "\(frame.name)")
      #expect(object["complete"] as? Bool == anatomy.record.isComplete, "\(frame.name)")
      if let text = object["text"] as? String {
        #expect(Array(text.utf8) == payload, "\(frame.name)")
      }
    }
  }

  @Test("SVG is XML without anything from elsewhere", arguments: seeds)
  func svg(seed: UInt64) {
    for frame in Self.frames(seed) {
      let svg = FrameSVG.picture(frame.anatomy)
      #expect(XMLParser(data: Data(svg.utf8)).parse(), "\(frame.name)")
      #expect(!svg.unicodeScalars.contains { $0 != "\n" && $0.isDangerous }, "\(frame.name)")
      #expect(!svg.contains("href") && !svg.contains("url(") && !svg.contains("<script"))
    }
  }
}

extension Unicode.Scalar {
  /// Control characters and what turns the reading direction; apart from the code under test.
  fileprivate var isDangerous: Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0, 0x61c, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
