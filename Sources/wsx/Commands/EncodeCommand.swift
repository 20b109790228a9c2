import ByteInput
import CommandLineKit
import FrameDiagram
import TerminalText
import WebSocketProtocol

/// `wsx encode`: makes one frame, by default only a legal one.
enum EncodeCommand: Command {
  static let name = "encode"
  static let summary = "make a frame from its parts"
  static let usage = [
    "text|ping|pong|continuation [TEXT …]",
    "binary [BYTES …]",
    "close [CODE [REASON …]]",
  ]
  static let examples = [
    Example(
      line: "wsx encode text Hello --key 37fa213d", shows: "the masked Hello of RFC 6455 §5.7"),
    Example(line: "wsx encode close 1000 bye --mask --diagram", shows: "a client's close, drawn"),
    Example(line: "wsx encode binary 00 ff 10 --as python", shows: "for a test in Python"),
    Example(
      line: "wsx encode ping hi --not-final --force",
      shows: "an illegal frame, to see what a server does with it"),
  ]
  static let options =
    [
      Option.flag("mask", "mask with a random key, as a client must"),
      .value("key", "HEX", "mask with this key of four bytes"),
      .choice(
        "length", ["7", "16", "64"], "the form of the payload length (default: the shortest)"),
      .value("declare", "BYTES", "the payload length to declare, whatever follows"),
      .flag("not-final", "FIN 0: more frames of this message follow"),
      .flag("rsv1", "set RSV1"),
      .flag("rsv2", "set RSV2"),
      .flag("rsv3", "set RSV3"),
      .value("opcode", "NUMBER", "another opcode, 0–15"),
      .flag("hex", "the words are bytes, not text"),
      .value("file", "FILE", "the payload is in this file; - is standard input"),
      .flag("force", "make the frame even if it breaks the RFC"),
      .choice("as", Self.notations, "how to print the bytes (default hex)"),
      .flag("diagram", "draw the frame as well"),
    ] + Option.drawing + [.help]
  static let words = ["text", "binary", "ping", "pong", "close", "continuation"]
  static let notes = """
    Without --mask or --key, the frame is not masked, as from a server. BYTES may be in any
    notation that decode reads. A frame that breaks the RFC is refused, with the rule,
    unless --force is given.
    """

  private static let notations = ["hex", "raw", "c", "swift", "python"]

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    guard let kind = arguments.words.first else {
      throw Failure.usage("say what kind of frame: \(words.joined(separator: ", ")).")
    }
    guard let opcode = Opcode.all.first(where: { !$0.isReserved && $0.name == kind }) else {
      let near = nearest(to: kind, among: words).map { " Did you mean \($0)?" } ?? ""
      throw Failure.usage(
        "\(quoted(kind)) is not a kind of frame. The kinds are \(words.joined(separator: ", ")).\(near)"
      )
    }
    let payload = try payload(of: opcode, Array(arguments.words.dropFirst()), arguments, console)
    let header = try header(opcode: opcode, payload: payload, arguments)
    var body = payload
    header.maskingKey?.apply(to: &body)
    let frame = header.bytes + body

    let record = FrameRecord(firstFrameOf: frame)
    let objections = objections(to: frame, record)
    guard objections.isEmpty || arguments.has("force") else {
      throw Failure(
        status: .violations,
        message: "this frame breaks the RFC:\n"
          + objections.map { "  \($0)\n" }.joined() + "Use --force to make it anyway.")
    }
    for objection in objections { console.errors.write("note: \(objection)\n") }
    try write(frame, record, arguments, console)
    return .clean
  }

  // MARK: - The parts

  private static func payload(
    of opcode: Opcode, _ words: [String], _ arguments: Arguments, _ console: Console
  ) throws -> [UInt8] {
    if let path = arguments["file"] {
      guard words.isEmpty else {
        throw Failure.usage("the payload is given twice: by --file and by \(quoted(words[0])).")
      }
      if path == "-", StandardInput.isTerminal {
        console.errors.write("Type the payload, then press Ctrl-D twice, or once on a new line.\n")
      }
      return try (path == "-" ? InputFile() : InputFile(path: path)).readAll()
    }
    if opcode == .close && !arguments.has("hex") { return try closePayload(words) }
    let text = Array(words.joined(separator: " ").utf8)
    guard opcode == .binary || arguments.has("hex"), !text.isEmpty else { return text }
    do {
      return try ByteInput.decode(text, isTyped: true).bytes
    } catch {
      throw Failure.badInput("these are not bytes.\n\(error)")
    }
  }

  private static func closePayload(_ words: [String]) throws -> [UInt8] {
    guard let first = words.first else { return [] }
    guard let code = UInt16(first) else {
      throw Failure.usage(
        "a close code is a number from 0 to 65535, such as 1000, not \(quoted(first)).")
    }
    let reason = words.dropFirst().joined(separator: " ")
    return [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(reason.utf8)
  }

  private static func header(
    opcode: Opcode, payload: [UInt8], _ arguments: Arguments
  ) throws -> FrameHeader {
    var header = FrameHeader(opcode: opcode, payloadLength: UInt64(payload.count))
    if let number = try arguments.number("opcode", in: 0...15),
      let other = Opcode(rawValue: UInt8(number))
    {
      header.opcode = other
    }
    header.isFinal = !arguments.has("not-final")
    for (name, bit) in [("rsv1", ReservedBits.rsv1), ("rsv2", .rsv2), ("rsv3", .rsv3)]
    where arguments.has(name) {
      header.reservedBits.insert(bit)
    }
    header.maskingKey = try maskingKey(arguments)
    if let text = arguments["declare"] {
      guard let length = UInt64(text) else {
        throw Failure.usage("--declare takes a number of bytes, not \(quoted(text)).")
      }
      header.payloadLength = length
      header.lengthEncoding = LengthEncoding(shortestFor: length)
    }
    if let form = arguments["length"].flatMap({ Int($0) }).flatMap({ LengthEncoding(rawValue: $0) })
    {
      header.lengthEncoding = form
    }
    return header
  }

  private static func maskingKey(_ arguments: Arguments) throws -> MaskingKey? {
    guard let text = arguments["key"] else {
      return arguments.has("mask") ? MaskingKey(rawValue: .random(in: 0...UInt32.max)) : nil
    }
    guard let bytes = try? ByteInput.decode(Array(text.utf8), as: .hex).bytes, bytes.count == 4
    else {
      throw Failure.usage(
        "--key takes four bytes in hexadecimal, such as 37fa213d, not \(quoted(text)).")
    }
    return MaskingKey(bytes[0], bytes[1], bytes[2], bytes[3])
  }

  // MARK: - The verdict

  /// What a receiver would object to, in the frame and in what the options left over.
  private static func objections(to frame: [UInt8], _ record: FrameRecord) -> [String] {
    // A lone continuation is part of a message that is not seen here.
    var objections = FrameRules.judge(record).violations
      .filter { $0.rule != .continuationWithoutStart }
      .map { "\(phrasebook.sentence($0.statement)) (\($0.rule.id), \($0.rule.citation))" }
    if !record.isComplete {
      objections.append("A receiver waits for \(record.missingByteCount) more bytes.")
    } else if record.byteCount < UInt64(frame.count) {
      let rest = UInt64(frame.count) - record.byteCount
      objections.append("A receiver reads the last \(rest) bytes as the next frame.")
    }
    return objections
  }

  // MARK: - The output

  private static func write(
    _ frame: [UInt8], _ record: FrameRecord, _ arguments: Arguments, _ console: Console
  ) throws {
    let notation = arguments["as"] ?? "hex"
    console.output.write(render(frame, as: notation))
    guard arguments.has("diagram") else { return }
    let style = try TerminalStyle(arguments, for: console.output)
    let anatomy = FrameAnatomy(record: record, findings: FrameRules.judge(record))
    let picture = FrameDiagram.diagram(anatomy, style).rendered(style)
    if notation == "raw" {
      console.errors.write(picture)
    } else {
      console.output.write("\n" + picture)
    }
  }

  private static func render(_ frame: [UInt8], as notation: String) -> [UInt8] {
    let pairs = frame.map { hexDigits(UInt32($0), atLeast: 2) }
    let rows = stride(from: 0, to: pairs.count, by: 12).map { start in
      "  " + pairs[start..<min(start + 12, pairs.count)].map { "0x\($0)," }.joined(separator: " ")
    }.joined(separator: "\n")
    let text =
      switch notation {
      case "raw": ""
      case "c": "unsigned char frame[] = {\n\(rows)\n};\n"
      case "swift": "let frame: [UInt8] = [\n\(rows)\n]\n"
      case "python": "frame = bytes([\n\(rows)\n])\n"
      default: pairs.joined(separator: " ") + "\n"
      }
    return notation == "raw" ? frame : Array(text.utf8)
  }
}
