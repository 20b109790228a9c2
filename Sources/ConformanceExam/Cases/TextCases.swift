import WebSocketProtocol

extension ExamCase {
  /// Texts are UTF-8, §8.1: whole, in fragments cut anywhere, and refused where they are not.
  static let textCases =
    fragmented + failFast + UTF8Sequences.all.flatMap(sequences) + seams + notText

  private static let mixed = Array("Hello-µ@ßöäüàá-UTF-8!!".utf8)
  private static let greek = Array("κόσμε".utf8)
  /// "κόσμε", half of a surrogate pair, and "edited".
  private static let broken = greek + [0xed, 0xa0, 0x80] + Array("edited".utf8)

  private static let fragmented: [ExamCase] = [
    echo("text.empty", "An empty text comes back", section: "8.1", autobahn: ["6.1.1"]) {
      [.text("")]
    },
    echo(
      "text.empty-fragments", "A text of three empty fragments comes back", section: "8.1",
      autobahn: ["6.1.2"]
    ) { [.text("", isFinal: false), .continuation("", isFinal: false), .continuation("")] },
    echo(
      "text.empty-around", "A text comes back whose first and last fragments are empty",
      section: "8.1",
      autobahn: ["6.1.3"]
    ) {
      [
        .text("", isFinal: false), .continuation("middle frame payload", isFinal: false),
        .continuation(""),
      ]
    },
    echo("text.mixed", "A text with umlauts comes back", section: "8.1", autobahn: ["6.2.1"]) {
      [.text(bytes: mixed)]
    },
    echo(
      "text.mixed-between-characters", "A text comes back that is cut between two characters",
      section: "8.1", autobahn: ["6.2.2"]
    ) { ExamFrame.fragments(.text, mixed, of: 17) },
    echo(
      "text.mixed-bytes", "A text in fragments of one byte comes back", section: "8.1",
      autobahn: ["6.2.3"]
    ) { ExamFrame.fragments(.text, mixed, of: 1) },
    echo(
      "text.greek-bytes", "A Greek text in fragments of one byte comes back", section: "8.1",
      autobahn: ["6.2.4"]
    ) { ExamFrame.fragments(.text, greek, of: 1) },
    failure(
      "text.broken", "A text with half of a surrogate pair ends the connection", section: "8.1",
      autobahn: ["6.3.1"], codes: [1007]
    ) { [.text(bytes: broken)] },
    failure(
      "text.broken-bytes", "The same in fragments of one byte ends the connection", section: "8.1",
      autobahn: ["6.3.2"], codes: [1007], right: [],
      wrong: .text(bytes: [broken[0]], isFinal: false),
      ignored: broken.indices.dropFirst().map {
        .continuation([broken[$0]], isFinal: $0 == broken.count - 1)
      }),
  ]

  /// A receiver may fail as soon as the text cannot become UTF-8; it must once the text is complete.
  private static let failFast: [ExamCase] = [
    early(
      "frames", "6.4.1", [greek, [0xf4, 0x90, 0x80, 0x80], Array("edited".utf8)], inFrames: true),
    early(
      "frames-at-byte", "6.4.2", [greek + [0xf4], [0x90], [0x80, 0x80] + Array("edited".utf8)],
      inFrames: true),
    early(
      "pieces", "6.4.3", [greek, [0xf4, 0x90, 0x80, 0x80], Array("edited".utf8)], inFrames: false),
    early(
      "pieces-at-byte", "6.4.4", [greek + [0xf4], [0x90], [0x80, 0x80] + Array("edited".utf8)],
      inFrames: false),
  ]

  private static func early(
    _ name: String, _ autobahn: String, _ parts: [[UInt8]], inFrames: Bool
  ) -> ExamCase {
    ExamCase(
      "text.early-\(name)", "A text that cannot become UTF-8 any more ends the connection at once",
      section: "8.1", autobahn: [autobahn]
    ) {
      let whole = ExamFrame.text(bytes: parts.flatMap { $0 }).with {
        $0.mask = .key(MaskingKey(rawValue: 0))
      }
      let header =
        whole.bytes(from: .client, key: MaskingKey(rawValue: 0)).count - whole.payload.count
      let bytes = whole.bytes(from: .client, key: MaskingKey(rawValue: 0))
      let pieces: [Piece] =
        inFrames
        ? [
          .frame(.text(bytes: parts[0], isFinal: false)),
          .frame(.continuation(parts[1], isFinal: false)), .frame(.continuation(parts[2])),
        ]
        : [
          .bytes(Array(bytes[..<(header + parts[0].count)])), .bytes(parts[1]), .bytes(parts[2]),
        ]
      return [
        .send([pieces[0]]), .pause(.milliseconds(50)), .send([pieces[1]]), .failsEarly([1007]),
        .send([pieces[2]]), .fails([1007]),
      ]
    }
  }

  /// Each sequence of a group as a text of its own.
  private static func sequences(_ group: UTF8Sequences) -> [ExamCase] {
    zip(1..., group.payloads).map { number, payload in
      let digits =
        UTF8Sequences.hex(payload.bytes.prefix(8)) + (payload.bytes.count > 8 ? " …" : "")
      let id = "text.\(group.name)-\(number)"
      let autobahn = ["6.\(group.number).\(number)"]
      let frame = ExamFrame.text(bytes: payload.bytes)
      return payload.isValid
        ? echo(
          id, "The text \(digits) comes back: \(group.what)", section: "8.1", autobahn: autobahn
        ) {
          [frame]
        }
        : failure(
          id, "The text \(digits) ends the connection: \(group.what)", section: "8.1",
          autobahn: autobahn, codes: [1007]
        ) { [frame] }
    }
  }

  /// Characters of two, three and four bytes, cut between two frames before each of their bytes.
  private static let seams: [ExamCase] =
    ["é", "€", "😀"].flatMap { character in
      let bytes = Array("a\(character)b".utf8)
      return (2..<bytes.count - 1).map { index in
        echo(
          "text.seam-\(bytes.count - 2)-bytes-\(index - 1)",
          "A text comes back whose fragments are cut within a character of \(bytes.count - 2) bytes",
          section: "8.1"
        ) {
          [
            .text(bytes: Array(bytes[..<index]), isFinal: false),
            .continuation(Array(bytes[index...])),
          ]
        }
      }
    } + [
      echo(
        "text.seam-with-ping", "A ping within a character of a text changes nothing", section: "8.1"
      ) {
        [.text(bytes: [0xe2, 0x82], isFinal: false), .ping("between"), .continuation([0xac])]
      },
      failure(
        "text.seam-unfinished",
        "A text whose last fragment ends within a character ends the connection",
        section: "8.1", codes: [1007]
      ) { [.text("a", isFinal: false), .continuation([0xe2, 0x82])] },
      failure(
        "text.seam-surrogates", "A surrogate pair in two fragments ends the connection",
        section: "8.1",
        codes: [1007]
      ) {
        [.text(bytes: [0xed, 0xa0, 0x80], isFinal: false), .continuation([0xed, 0xb0, 0x80])]
      },
      failure(
        "text.next-is-wrong", "A text that is not UTF-8 ends the connection after one that is",
        section: "8.1", codes: [1007]
      ) { [.text("right"), .text(bytes: [0xff])] },
      failure(
        "text.rest-of-last", "What is missing at the end of a text is not taken from the next",
        section: "8.1", codes: [1007], right: [], wrong: .text(bytes: [0xe2, 0x82]),
        ignored: [.text(bytes: [0xac])]),
      failure(
        "text.long-broken-end", "A text of 100,000 bytes ends the connection for its last byte",
        section: "8.1", codes: [1007]
      ) { [.text(bytes: Payload.of(100_000, .text) + [0xc3])] },
    ]

  /// Characters that are easily lost, lengths in characters, and binary messages.
  private static let notText: [ExamCase] = [
    echo(
      "text.byte-order-mark", "A text that begins with U+FEFF comes back with it", section: "8.1"
    ) {
      [.text("\u{feff}text")]
    },
    echo("text.controls", "A text of control characters comes back", section: "8.1") {
      [.text(bytes: Array(0...31) + [127])]
    },
    echo("text.line-ends", "A text with CR, LF and NUL comes back", section: "8.1") {
      [.text("a\r\nb\nc\0d\r")]
    },
    echo("text.combining", "A text is not normalised", section: "8.1") { [.text("e\u{301} é")] },
    echo("text.emoji-family", "An emoji of several code points comes back", section: "8.1") {
      [.text("👩‍👩‍👧‍👦 👍🏽 🏴‍☠️")]
    },
    echo("text.right-to-left", "A text from right to left comes back", section: "8.1") {
      [.text("שלום مرحبا\u{202e}abc")]
    },
    echo(
      "text.length-in-bytes", "A text of 60 characters and 180 bytes comes back", section: "8.1",
      lesson: 2
    ) { [.text(String(repeating: "€", count: 60))] },
    echo(
      "text.length-16-in-bytes", "A text of 30,000 characters and 90,000 bytes comes back",
      section: "8.1", lesson: 4
    ) { [.text(String(repeating: "中", count: 30_000))] },
    echo("text.binary-is-not-text", "A binary message need not be UTF-8", section: "5.6") {
      [.binary([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80])]
    },
    echo(
      "text.binary-in-fragments", "A binary message in fragments need not be UTF-8", section: "5.6"
    ) {
      ExamFrame.fragments(.binary, [0xff, 0xfe, 0xc0, 0x80, 0xe2, 0x82], of: 2)
    },
    ExamCase(
      "text.ping-is-not-text", "The payload of a ping need not be UTF-8", section: "5.5.2"
    ) { [.send(.ping([0xff, 0xc0])), .expect([.pong([0xff, 0xc0])])] },
  ]
}
