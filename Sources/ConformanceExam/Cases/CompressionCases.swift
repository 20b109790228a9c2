import WebSocketProtocol

extension ExamCase {
  /// permessage-deflate, RFC 7692: what is agreed on, and messages of all sizes and kinds.
  static let compressionCases = negotiation + kinds + parameters + streams + wrongStreams

  // MARK: - Negotiation

  private static let negotiation: [ExamCase] =
    [
      offer("plain", "A plain offer", "permessage-deflate"),
      offer("browser", "The offer of browsers", "permessage-deflate; client_max_window_bits"),
      offer(
        "server-takeover", "An offer that forbids the server to keep its context",
        "permessage-deflate; server_no_context_takeover"),
      offer(
        "client-takeover", "An offer of a client that does not keep its context",
        "permessage-deflate; client_no_context_takeover"),
      offer(
        "all", "An offer with all parameters",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=12; client_max_window_bits=12"
      ),
      offer(
        "quoted", "A parameter in quotation marks",
        "permessage-deflate; server_max_window_bits=\"11\""),
      offer(
        "two", "Two offers", "permessage-deflate; server_max_window_bits=10, permessage-deflate"),
      offer(
        "second-best", "A wrong offer and a right one",
        "permessage-deflate; server_max_window_bits=99, permessage-deflate"),
      offer(
        "after-unknown", "An unknown extension and a right offer", "x-exam, permessage-deflate"),
      offer(
        "spaces", "An offer without spaces",
        "permessage-deflate;client_max_window_bits;server_max_window_bits=12"),
      offer("upper", "Another case of the name", "Permessage-Deflate")
        .lenient("No text says whether names of extensions are compared with case."),
    ]
    + (8...15).map {
      offer(
        "server-window-\($0)", "A window of \($0) bits for the server",
        "permessage-deflate; server_max_window_bits=\($0)")
    }
    .map {
      $0.id.hasSuffix("server-window-15")
        ? $0.lenient("A window of 15 bits is what an answer without the parameter means too.") : $0
    }
    + (8...15).map {
      offer(
        "client-window-\($0)", "A window of \($0) bits for the client",
        "permessage-deflate; client_max_window_bits=\($0)")
    } + [
      declined("unknown-parameter", "an unknown parameter", "permessage-deflate; exam"),
      declined(
        "repeated-parameter", "a parameter that is there twice",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover"),
      declined("window-7", "a window of 7 bits", "permessage-deflate; server_max_window_bits=7"),
      declined("window-16", "a window of 16 bits", "permessage-deflate; server_max_window_bits=16"),
      declined(
        "window-zero-9", "a window of 09 bits", "permessage-deflate; server_max_window_bits=09"),
      declined(
        "window-none", "a server window without a number",
        "permessage-deflate; server_max_window_bits"),
      declined(
        "window-word", "a window that is not a number",
        "permessage-deflate; client_max_window_bits=all"),
      declined(
        "takeover-value", "a value where none is allowed",
        "permessage-deflate; client_no_context_takeover=1"),
    ]

  /// An offer, whatever is agreed on: the answer must fit it, and messages still come back.
  private static func offer(_ id: String, _ title: String, _ offer: String) -> ExamCase {
    ExamCase(
      "compression.offer-\(id)", title + " is answered as it allows, or declined",
      section: "RFC 7692 §7.1", needs: .echo
    ) {
      let text = Array("compressed or not, compressed or not, compressed or not".utf8)
      return [
        .open(
          .offering(offer, isJudged: true).with {
            $0.outcome = .either(note: "An offer made the server refuse the whole request.")
          }),
        .send([.deflated(.text, text), .deflated(.text, text)]),
        .expect([.message(.text, text), .message(.text, text)]),
      ]
    }
  }

  private static func declined(_ id: String, _ what: String, _ offer: String) -> ExamCase {
    ExamCase(
      "compression.declined-\(id)", "An offer with \(what) is declined", section: "RFC 7692 §7.1"
    ) {
      [
        .open(
          Opening(
            outcome: .either(note: "A wrong offer made the server refuse the whole request."),
            isJudged: true
          ) {
            $0.set("Sec-WebSocket-Extensions", offer)
          })
      ]
    }
  }

  // MARK: - Messages of all sizes

  /// Sizes in bytes, and those of fragments, as the Autobahn|Testsuite numbers them.
  private static let sizes: [(message: Int, fragment: Int?)] =
    [16, 64, 256, 1024, 4096, 8192, 16_384, 32_768, 65_536, 131_072].map { ($0, nil) }
    + [8192, 16_384, 32_768, 65_536, 131_072].map { ($0, 256) }
    + [1024, 4096, 32_768].map { (131_072, $0) }

  private static let kinds: [ExamCase] = zip(1..., SampleData.Kind.allCases).flatMap {
    number, kind in
    messages(
      "\(kind.rawValue)", kind,
      offers: "permessage-deflate; client_no_context_takeover; client_max_window_bits",
      group: "12.\(number)")
  }

  private static let parameters: [ExamCase] = {
    let windows = [
      "", "", "; server_max_window_bits=9", "; server_max_window_bits=15",
      "; server_max_window_bits=9", "; server_max_window_bits=15",
    ]
    let takeovers = [false, true, false, false, true, true]
    let names = [
      "default", "no-takeover", "window-9", "window-15", "no-takeover-window-9",
      "no-takeover-window-15",
    ]
    let start = "permessage-deflate; client_no_context_takeover; client_max_window_bits"
    let offers = zip(windows, takeovers).map { window, isWithout in
      start + (isWithout ? "; server_no_context_takeover" : "") + window
    }
    let several = [offers[4], offers[1], offers[0]].joined(separator: ", ")
    return zip(1..., zip(names + ["three-offers"], offers + [several])).flatMap { number, way in
      messages(way.0, .json, offers: way.1, group: "13.\(number)")
    }
  }()

  private static func messages(
    _ name: String, _ kind: SampleData.Kind, offers: String, group: String
  ) -> [ExamCase] {
    zip(1..., sizes).map { number, size in
      let pieces = size.fragment.map { "-in-\($0)" } ?? ""
      let fragments = size.fragment.map { " in fragments of \($0)" } ?? ""
      return ExamCase(
        "compression.\(name)-\(size.message)\(pieces)",
        "Compressed messages of \(size.message) bytes\(fragments) come back: \(kind.what)",
        section: "RFC 7692 §7.2", autobahn: ["\(group).\(number)"], needs: .compression
      ) {
        let messages = kind.messages(of: size.message)
        let opcode: Opcode = kind.isText ? .text : .binary
        return [
          .open(.offering(offers).with { $0.needsCompression = true }),
          .send(messages.map { .deflated(opcode, $0, fragment: size.fragment) }),
          .expect(messages.map { .message(opcode, $0) }),
        ]
      }
    }
  }

  // MARK: - DEFLATE streams

  /// "Hello" in the forms of RFC 7692 §7.2.3, and messages around them.
  private static let streams: [ExamCase] = [
    hello(
      "hello", "Hello in one block with fixed codes", [[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]]),
    hello("fragments", "Hello in two frames", [[0xf2, 0x48, 0xcd], [0xc9, 0xc9, 0x07, 0x00]]),
    hello(
      "stored", "Hello in a block without compression",
      [[0x00, 0x05, 0x00, 0xfa, 0xff, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x00]]),
    hello(
      "final-block", "Hello in a block with BFINAL",
      [[0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00]]),
    hello(
      "two-blocks", "Hello in two blocks",
      [[0xf2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xff, 0xff, 0xca, 0xc9, 0xc9, 0x07, 0x00]]),
    hello(
      "bytes", "Hello in frames of one byte",
      [[0xf2], [0x48], [0xcd], [0xc9], [0xc9], [0x07], [0x00]]),
    hello(
      "empty-fragments", "Hello with empty frames around",
      [[], [0xf2, 0x48, 0xcd, 0xc9, 0xc9], [], [0x07, 0x00], []]),
    hello(
      "tail-kept", "Hello with 00 00 ff ff left at its end",
      [[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00, 0x00, 0xff, 0xff, 0x00]]),
    compressed(
      "empty", "An empty compressed message comes back",
      [
        .text("").with {
          $0.payload = [0]; $0.reservedBits = .rsv1
        }
      ], [.message(.text, [])]),
    compressed(
      "uncompressed", "A message that is not compressed comes back", [.text("as it is")],
      [.message(.text, Array("as it is".utf8))]),
    compressed(
      "ping-between", "A ping between compressed fragments is answered",
      [
        .text(bytes: [0xf2, 0x48, 0xcd], isFinal: false).rsv(.rsv1), .ping("p"),
        .continuation([0xc9, 0xc9, 0x07, 0x00]),
      ],
      [.pong(Array("p".utf8)), .message(.text, Array("Hello".utf8))]),
    compressed(
      "mixed", "Compressed and other messages come back in turn",
      [
        .text(bytes: [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]).rsv(.rsv1), .text("plain"),
        .binary([1]),
      ],
      [
        .message(.text, Array("Hello".utf8)), .message(.text, Array("plain".utf8)),
        .message(.binary, [1]),
      ]),
    ExamCase(
      "compression.context", "A message that refers to the one before comes back",
      section: "RFC 7692 §7.2.3.2", needs: .compression
    ) {
      let text = Payload.of(600, .text)
      return [
        open, .send((0..<5).map { _ in .deflated(.text, text) }),
        .expect((0..<5).map { _ in .message(.text, text) }),
      ]
    },
    ExamCase(
      "compression.context-far", "A message that refers 32,000 bytes back comes back",
      section: "RFC 7692 §7.2.3.2", needs: .compression
    ) {
      let first = Payload.of(1000, .text)
      let filler = SplitMix(seed: 3).someBytes(31_000)
      return [
        open,
        .send([.deflated(.text, first), .deflated(.binary, filler), .deflated(.text, first)]),
        .expect([.message(.text, first), .message(.binary, filler), .message(.text, first)]),
      ]
    },
    ExamCase(
      "compression.bomb", "A message of 16 MiB in 16 KiB comes back, or is too large",
      section: "RFC 7692 §8", needs: .compression, isHeavy: true
    ) {
      let zeros = [UInt8](repeating: 0, count: 16 << 20)
      return [
        open, .send([.deflated(.binary, zeros)]), .expectUnlessTooLarge([.message(.binary, zeros)]),
      ]
    },
    ExamCase(
      "compression.bomb-beside",
      "A message of 48 MiB in 48 KiB does not disturb another connection",
      section: "RFC 7692 §8", needs: .compression, isHeavy: true
    ) {
      let ping = ExamFrame.ping("alive?")
      return [
        open, .send([.deflated(.binary, [UInt8](repeating: 0, count: 48 << 20))]),
        .meanwhile([.send(ping), .expect([.pong(ping.payload)])]), .abandon,
      ]
    },
  ]

  private static let open = Step.open(
    Opening.offering("permessage-deflate").with { $0.needsCompression = true })

  private static func compressed(
    _ id: String, _ title: String, _ frames: [ExamFrame], _ answers: [Answer]
  ) -> ExamCase {
    ExamCase("compression.\(id)", title, section: "RFC 7692 §7.2", needs: .compression) {
      [open, .send(frames.map { .frame($0) }), .expect(answers)]
    }
  }

  private static func hello(_ id: String, _ title: String, _ parts: [[UInt8]]) -> ExamCase {
    let frames = parts.enumerated().map { index, part in
      ExamFrame(index == 0 ? .text : .continuation, part, isFinal: index == parts.count - 1)
        .rsv(index == 0 ? .rsv1 : [])
    }
    return compressed(
      "hello-\(id)", title + " comes back", frames, [.message(.text, Array("Hello".utf8))])
  }

  private static let wrongStreams: [ExamCase] = [
    wrong(
      "rsv1-on-continuation", "RSV1 on a continuation",
      [
        .text(bytes: [0xf2, 0x48, 0xcd], isFinal: false).rsv(.rsv1),
        .continuation([0xc9, 0xc9, 0x07, 0x00]).rsv(.rsv1),
      ]),
    wrong("rsv1-on-ping", "RSV1 on a ping", [.ping("p").rsv(.rsv1)]),
    wrong("rsv1-on-close", "RSV1 on a close frame", [.close(1000).rsv(.rsv1)]),
    wrong("rsv2", "RSV2 on a text", [.text("text").rsv(.rsv2)]),
    wrong(
      "rsv1-and-3", "RSV1 and RSV3 on a text",
      [.text(bytes: [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]).rsv([.rsv1, .rsv3])]),
    wrong(
      "garbage", "Data that is not DEFLATE",
      [.text(bytes: [0xff, 0xff, 0xff, 0xff, 0xff]).rsv(.rsv1)], codes: [1007, 1002]),
    wrong(
      "reserved-block", "A block of the reserved type", [.binary([0x06, 0x00]).rsv(.rsv1)],
      codes: [1007, 1002]),
    wrong(
      "stored-length", "A block whose length and its complement differ",
      [.binary([0x00, 0x05, 0x00, 0x00, 0x00, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x00]).rsv(.rsv1)],
      codes: [1007, 1002]),
    wrong(
      "too-far-back", "A distance before the beginning",
      [.binary([0x4b, 0x04, 0x22, 0x00]).rsv(.rsv1)], codes: [1007, 1002]),
    wrong(
      "not-utf8", "A text that is not UTF-8 once it is inflated",
      [.text(bytes: [0x00, 0x02, 0x00, 0xfd, 0xff, 0xc3, 0x28, 0x00]).rsv(.rsv1)], codes: [1007]),
  ]

  private static func wrong(
    _ id: String, _ title: String, _ frames: [ExamFrame], codes: [UInt16] = [1002]
  ) -> ExamCase {
    ExamCase(
      "compression.wrong-\(id)", title + " ends the connection", section: "RFC 7692 §6",
      needs: [.opening, .compression]
    ) { [open, .send(frames.map { .frame($0) }), .fails(codes)] }
  }
}
