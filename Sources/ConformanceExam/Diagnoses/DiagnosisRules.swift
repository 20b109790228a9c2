extension DiagnosisRule {
  /// All known mistakes that can be seen from outside, in the order in which they are best repaired:
  /// what makes the most of the rest fail comes first.
  static let all = opening + bits + stream + header + lengths + masking + messages + closing

  private static let opening: [DiagnosisRule] = [
    DiagnosisRule("accept.hash-reused", lesson: 1, explains: ["handshake.accept-*", "handshake"]) {
      $0.fails("handshake.accept-twice") && $0.isFirstAcceptRight
        && !$0.passes("handshake.accept-random")
    },
    DiagnosisRule(
      "accept.example-copied", lesson: 1, explains: ["handshake.accept-*", "handshake"]
    ) {
      $0.passes("handshake.accept-sample") && $0.fails("handshake.accept-random")
    },
    DiagnosisRule(
      "handshake.case", lesson: 6,
      explains: [
        "handshake.names-*", "handshake.upgrade-case", "handshake.upgrade-upper",
        "handshake.connection-*",
      ]
    ) {
      $0.passes("handshake.plain")
        && $0.fails("handshake.names-*", "handshake.upgrade-case", "handshake.connection-list*") {
          if case .notOpened = $0.kind { true } else { false }
        }
    },
    DiagnosisRule(
      "handshake.any-method", lesson: 6,
      explains: [
        "handshake.method-*", "handshake.http-*", "handshake.no-*", "handshake.version-*",
        "handshake.upgrade-*", "handshake.connection-*", "handshake.host-twice",
        "handshake.space-before-colon",
      ]
    ) {
      $0.fails("handshake.method-*", "handshake.version-*", "handshake.no-*", "handshake.http-*") {
        $0.kind == .wronglyOpened
          || $0.kind == .response(rule: "handshake.version-not-named", mistake: nil)
      }
        || $0.fails("handshake.method-POST", orNotes: "response.")
    },
    DiagnosisRule("handshake.rest-dropped", lesson: 8, explains: ["handshake.with-*"]) {
      $0.fails("handshake.with-ping", "handshake.with-text", orNotes: "within")
        && $0.passes("handshake.plain")
    },
  ]

  /// Bits that are taken from the wrong end: right frames are refused, depending on their numbers.
  private static let bits: [DiagnosisRule] = [
    DiagnosisRule("bits.order", lesson: 2, explains: ["*"]) { table in
      let refusesAll = ["control.ping-empty", "control.ping-text", "control.ping-125"].allSatisfy {
        table.fails($0) { if case .closedInstead = $0.kind { true } else { false } }
      }
      // FIN from the lowest bit: 81, a text, is final; 82, a binary message, never is.
      let isFINLowest =
        table.passes("frames.text-5") && !table.passes("frames.binary-5")
        && table.isGraded("frames.binary-5")
      // MASK from the lowest bit of the length.
      let isMaskLowest =
        table.passes("frames.text-1", "frames.text-5", "frames.text-125")
        && table.fails("frames.text-2") && table.fails("frames.text-124")
      return refusesAll || isFINLowest || isMaskLowest
    }
  ]

  private static let header: [DiagnosisRule] = [
    DiagnosisRule(
      "frame.rsv-ignored", lesson: 8, explains: ["reserved.rsv-*", "compression.wrong-rsv*"]
    ) {
      $0.fails("reserved.rsv-*") { $0.isAcceptance }
    },
    DiagnosisRule(
      "frame.opcode-ignored", lesson: 8,
      explains: ["reserved.opcode-*", "closing.failure-ends-tcp", "connection.fail-one"]
    ) {
      $0.fails("reserved.opcode-*") { $0.isAcceptance }
    },
  ]

  /// What a wrong pong, as the answer to the examiner's "open?", makes fail.
  private static let everyChapter = [
    "control", "stream", "frames", "handshake", "masking", "closing", "connection", "text",
    "fragments", "compression",
  ]

  private static let long = [
    "frames.*", "stream.*length-*", "stream.next-after-*", "stream.together-*", "limits",
    "compression",
    "fragments.auto-*", "fragments.*-of-126", "fragments.*-of-127", "closing.after-long",
    "connection.slow-reader*",
    "text.long-*", "text.length-*", "handshake.with-long", "connection.others-go-on",
    "masking.unmasked-long",
    "reserved.rsv-1-long-text", "closing.ignores-long", "control.*-65536", "connection",
    "text.emoji*",
  ]

  private static let lengths: [DiagnosisRule] = [
    DiagnosisRule(
      "length.trusted", lesson: 8,
      explains: ["frames.declared-*", "frames.top-bit-*", "frames.low-32-*"]
    ) {
      $0.fails("frames.declared-*") {
        $0.isDeath || $0.kind == .endedInstead
      }
    },
    DiagnosisRule("length.low-32", lesson: 4, explains: ["frames.low-32-*", "frames.top-bit-*"]) {
      $0.fails("frames.low-32-*") { $0.kind == .unexpectedMessage }
    },
    DiagnosisRule("length.bits-for-bytes", lesson: 4, explains: ["frames.*-well-formed"] + long) {
      // 16 bits hold 0 of 65,536 and 1 of 65,537.
      let isCut =
        $0.fails("frames.binary-65536") { $0.difference?.gotCount == 0 }
        && $0.fails("frames.binary-65537") { $0.difference?.gotCount == 1 }
      let isAlwaysLong = $0.fails("frames.message-well-formed") {
        $0.breaks("frame.length-not-minimal")
      }
      return isCut || isAlwaysLong && $0.fails("frames.binary-65536", where: { _ in true })
    },
    DiagnosisRule("frame.fixed-header", lesson: 4, explains: long) {
      $0.passes("frames.binary-125") && $0.fails("frames.binary-127") { $0.isGarbled }
    },
    DiagnosisRule("length.seven-bytes", lesson: 4, explains: long) {
      $0.passes("frames.binary-126", "frames.binary-65535")
        && $0.fails("frames.binary-65536") {
          $0.difference?.gotCount == 256 || $0.kind == .noAnswer
        }
        && !$0.passes("frames.binary-65537")
    },
    DiagnosisRule("length.little-endian", lesson: 4, explains: long) {
      // 257 and 65,535 read the same in both orders.
      $0.passes("frames.binary-125", "frames.binary-257")
        && $0.fails("frames.binary-126", where: { _ in true })
        && !$0.passes("frames.binary-256")
    },
    DiagnosisRule(
      "length.boundaries", lesson: 4, explains: long + ["control.*-125*", "fragments.*-of-125"]
    ) {
      // 126 is read as a length of seven bits.
      if $0.fails("frames.binary-1000", where: { $0.difference?.gotCount == 126 }) { return true }
      return $0.passes("frames.binary-124", "frames.binary-1000", "frames.binary-32768")
        && $0.fails(
          "frames.binary-125", "frames.binary-126", "frames.binary-127", "frames.binary-65535",
          "frames.binary-65536", where: { _ in true })
    },
    DiagnosisRule(
      "length.non-minimal", lesson: 4, explains: ["frames.*-well-formed", "frames.not-minimal-*"]
    ) {
      $0.fails("frames.not-minimal-*", orNotes: "accepted")
        || $0.fails("frames.*-well-formed") { $0.breaks("frame.length-not-minimal") }
    },
  ]

  private static let masking: [DiagnosisRule] = [
    DiagnosisRule("mask.server-masks", lesson: 3, explains: ["frames.*-well-formed"]) {
      $0.fails("frames.*-well-formed") { $0.breaks("mask.server-masked") }
    },
    DiagnosisRule("mask.unmasked-accepted", lesson: 3, explains: ["masking.unmasked-*"]) {
      $0.fails("masking.unmasked-*") { $0.isAcceptance }
    },
    DiagnosisRule("mask.single-byte", lesson: 3, explains: ["*"]) {
      $0.passes("masking.length-1", "masking.key-80808080") && $0.fails("masking.length-2")
    },
    DiagnosisRule("mask.or", lesson: 3, explains: ["*"]) {
      $0.passes("masking.key-00000000", "masking.length-4") && $0.fails("masking.key-01020304")
    },
    DiagnosisRule("mask.index-kept", lesson: 3, explains: ["*"]) {
      $0.passes("masking.length-1", "stream.next-after-0") && $0.fails("stream.next-after-1")
        && $0.fails("stream.next-after-5")
    },
  ]

  private static let stream: [DiagnosisRule] = [
    DiagnosisRule("frame.short-header-read", lesson: 8, explains: ["*"]) { table in
      let needsWholeHeader =
        table.failureCount("stream.cut-text-*") > 2
        && table.passes("stream.cut-text-7", "stream.cut-text-8", "stream.cut-text-9")
      let isCrash =
        table.fails("*") { $0.isDeath } && !table.fails("frames.declared-*") { $0.isDeath }
        && !table.passes("stream.cut-text-2")
      return isCrash || needsWholeHeader
    },
    DiagnosisRule("frame.one-read-one-frame", lesson: 8, explains: ["*"]) {
      let isSplit =
        $0.passes("frames.text-5")
        && $0.failureCount("stream.cut-text-*", orFlaky: true) > 3
      let isTogether =
        $0.fails("stream.together-two-texts") { $0.kind.isAbsence }
        && $0.fails("stream.together-two-pings") { $0.kind.isAbsence }
      return isSplit || $0.passes("frames.text-5", "control.ping-text") && isTogether
    },
    // 01 has no first digit 0, so the first fragment looks final; 00 has one, and 80 has FIN.
    // 05, the length of an unmasked "Hello", looks masked.
    DiagnosisRule("bits.no-padding", lesson: 2, explains: ["*"]) {
      $0.fails("fragments.two") { $0.kind == .wrongAnswer }
        && $0.passes("fragments.nothing-to-continue-final-whole")
        && !$0.passes("masking.unmasked-text")
    },
    DiagnosisRule("frame.fin-ignored", lesson: 7, explains: ["*"]) {
      $0.fails("fragments.two") { $0.kind == .wrongAnswer } && $0.passes("frames.text-5")
    },
  ]

  private static let messages: [DiagnosisRule] = [
    DiagnosisRule("control.too-long", lesson: 7, explains: everyChapter + ["reserved"]) {
      $0.fails("reserved.rsv-1-text") { $0.breaks("frame.control-too-long") }
    },
    DiagnosisRule("control.fragmented", lesson: 7, explains: everyChapter) {
      $0.fails("control.ping-text") { $0.breaks("frame.control-fragmented") }
    },
    DiagnosisRule(
      "frame.control-in-message", lesson: 7,
      explains: [
        "fragments.with-ping-*", "fragments.slow*", "control.*-in-message", "control.*-before-*",
        "stream.together-fragments", "text.seam-with-ping", "fragments.new-*",
        "fragments.nothing-*",
        "fragments.continuation-*", "fragments.empty-continuation", "fragments.unfinished-*",
        "masking.unmasked-ping-*", "reserved.*-in-message", "compression.ping-between",
      ]
    ) {
      $0.passes("fragments.two")
        && $0.fails("fragments.with-ping-whole", "control.ping-before-fragment-2")
    },
    DiagnosisRule("message.continuation-without-start", lesson: 7, explains: ["fragments"]) {
      $0.fails("fragments.nothing-to-continue-*", "fragments.continuation-after-*") {
        $0.isAcceptance
      }
    },
    DiagnosisRule("message.interrupted", lesson: 7, explains: ["fragments"]) {
      $0.fails("fragments.*-in-text", "fragments.text-in-binary") { $0.isAcceptance }
    },
    DiagnosisRule(
      "control.too-long", lesson: 7,
      explains: ["control.*-126", "control.*-65536", "closing.reason-124"]
    ) {
      $0.fails("control.ping-126", "control.ping-65536", "control.pong-126") {
        $0.isAcceptance || $0.breaks("frame.control-too-long")
      }
    },
    DiagnosisRule(
      "control.fragmented", lesson: 7, explains: ["control.*-not-final*", "control.*-in-fragments"]
    ) {
      $0.fails("control.*-not-final", "control.*-in-fragments") { $0.isAcceptance }
    },
    DiagnosisRule("ping.empty-pong", lesson: 7, explains: everyChapter) {
      let isEmpty =
        $0.passes("control.ping-empty") && $0.fails("control.ping-text") { $0.kind == .wrongAnswer }
      let isMissing =
        $0.passes("frames.text-5") && $0.fails("control.ping-empty") { $0.kind == .noAnswer }
      let isMissingInMessage =
        $0.passes("control.ping-text")
        && $0.fails("control.ping-answered-in-message") { $0.kind == .noAnswer }
      return isEmpty || isMissing || isMissingInMessage
    },
    DiagnosisRule("text.bytes-as-characters", lesson: 2, explains: ["text", "closing.reason-*"]) {
      $0.passes("frames.text-5") && $0.fails("text.length-in-bytes", "text.length-16-in-bytes")
    },
    DiagnosisRule("text.per-fragment", lesson: 9, explains: ["text"]) {
      $0.passes("text.mixed")
        && $0.fails("text.seam-2-bytes-*", "text.seam-3-bytes-*", "text.seam-4-bytes-*")
    },
    DiagnosisRule(
      "text.not-validated", lesson: 9, explains: ["text", "compression.wrong-not-utf8"]
    ) {
      $0.fails("text.broken", "text.surrogate-*", "text.impossible-*", "text.start-*") {
        $0.isAcceptance
      }
    },
  ]

  private static let closing: [DiagnosisRule] = [
    DiagnosisRule(
      "close.no-reply", lesson: 5,
      explains: [
        "closing", "control", "handshake.with-close", "frames.*-well-formed", "connection",
        "stream.together-text-and-close",
      ]
    ) {
      $0.fails("closing.code") { $0.kind == .noCloseFrame }
        || $0.fails("closing.then-text", "frames.*-well-formed") {
          $0.breaks("close.data-after-close")
        }
    },
    DiagnosisRule("close.code-echo", lesson: 5, explains: ["closing"]) {
      $0.fails("closing.empty") {
        $0.breaks("close.code-not-allowed") && $0.sentence.contains("1005")
      }
    },
    DiagnosisRule(
      "close.empty", lesson: 5, explains: ["closing.empty", "closing.server-ends-tcp-empty"]
    ) {
      $0.passes("closing.code") && $0.fails("closing.empty")
        || $0.fails("closing.empty") { $0.isDeath }
    },
    DiagnosisRule("close.one-byte", lesson: 5, explains: ["closing.one-byte"]) {
      $0.passes("closing.code") && $0.fails("closing.one-byte", orNotes: "breaks")
    },
    DiagnosisRule("close.code-echo", lesson: 5, explains: ["closing.code-*"]) {
      $0.passes("closing.code")
        && $0.fails("closing.code-1005", "closing.code-1006", "closing.code-999", orNotes: "breaks")
    },
    DiagnosisRule("close.reason-cut", lesson: 5, explains: ["closing.reason*"]) {
      $0.passes("closing.code")
        && $0.fails("closing.reason-*") {
          $0.breaks("close.reason-not-utf8") || $0.breaks("frame.control-too-long")
        }
    },
  ]
}

extension Shortcoming {
  /// Whether the peer took what it must refuse.
  fileprivate var isAcceptance: Bool {
    switch kind {
    case .wentOn, .unexpectedMessage: true
    // A close frame with too long a reason refuses too.
    case .frame(let rule): rule != "frame.control-too-long"
    default: false
    }
  }
}
