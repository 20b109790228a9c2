import ByteInput
import CommandLineKit

/// The bytes that a command works on, wherever they come from, in pieces.
///
/// Raw bytes are passed on as they come, so that a stream may be larger than memory. Text is read
/// whole, because its format depends on all of it.
struct ByteSource: ~Copyable {
  private var ready: [UInt8]
  private var rest: InputFile?

  /// The next piece; empty at the end.
  mutating func next() throws(Failure) -> [UInt8] {
    if !ready.isEmpty {
      defer { ready = [] }
      return ready
    }
    return try rest?.read() ?? []
  }

  /// Opens what the command line names: words, a file, or standard input.
  init(_ arguments: Arguments, _ console: Console) throws(Failure) {
    let format = try Self.format(arguments)
    let words = arguments.words == ["-"] ? [] : arguments.words
    if let path = arguments["file"] {
      if let word = words.first {
        throw .usage("the bytes are given twice: by --file and by \(quoted(word)).")
      }
      try self.init(path == "-" ? InputFile() : InputFile(path: path), as: format, console)
    } else if words.isEmpty {
      if StandardInput.isTerminal {
        console.errors.write("Paste the bytes, then press Enter and Ctrl-D.\n")
      }
      try self.init(InputFile(), as: format, console)
    } else {
      let text = Array(words.joined(separator: " ").utf8)
      try self.init(Self.decode(text, as: format, isTyped: true, console))
    }
  }

  private init(
    _ file: consuming InputFile, as format: InputFormat?, _ console: Console
  ) throws(Failure) {
    var start: [UInt8] = []
    // At the end there is nothing more to ask for: a terminal would want a second Ctrl-D.
    var hasEnded = false
    while format == nil || format == .raw {
      let piece = try file.read()
      start += piece
      hasEnded = piece.isEmpty
      if format == .raw || ByteInput.looksRaw(prefix: hasEnded ? start : Self.wholeText(start)) {
        if format == nil { try Self.sayRaw(start, console) }
        self.init(start, and: hasEnded ? nil : consume file)
        return
      }
      if hasEnded || start.count >= Self.prefixLimit { break }
    }
    let text = hasEnded ? start : start + (try file.readAll())
    try self.init(Self.decode(text, as: format, isTyped: false, console))
  }

  private init(_ ready: [UInt8], and rest: consuming InputFile? = nil) {
    self.ready = ready
    self.rest = rest
  }

  /// How many bytes decide whether an input is text.
  private static let prefixLimit = 1 << 16

  /// The start of a text without a last character that may be incomplete.
  private static func wholeText(_ start: [UInt8]) -> [UInt8] {
    let cut = start.suffix(3).reversed().prefix { $0 >= 0x80 }.count
    return Array(start.dropLast(cut))
  }

  private static func decode(
    _ text: [UInt8], as format: InputFormat?, isTyped: Bool, _ console: Console
  ) throws(Failure) -> [UInt8] {
    do {
      let input = try ByteInput.decode(text, as: format, isTyped: isTyped)
      say(input.format, notes: input.notes, console)
      return input.bytes
    } catch {
      throw .badInput("the input is not understood.\n\(error)")
    }
  }

  private static func format(_ arguments: Arguments) throws(Failure) -> InputFormat? {
    guard let name = arguments["input-format"] else { return nil }
    return InputFormat(rawValue: name)
  }

  /// Says that the input is taken as raw, unless it is a capture file, whose headers are not frames.
  private static func sayRaw(_ start: [UInt8], _ console: Console) throws(Failure) {
    guard !captureMagics.contains(where: { start.starts(with: $0) }) else {
      throw .badInput(
        """
        this is a capture file, with the packets of all connections in it.
        See what is in it: wsx capture FILE
        To read it as frames anyway: --input-format raw
        """)
    }
    say(.raw, notes: [], console)
  }

  /// What pcap (either byte order, µs or ns) and pcapng begin with; no frame that any known
  /// extension allows begins so.
  private static let captureMagics: [[UInt8]] = [
    [0xD4, 0xC3, 0xB2, 0xA1], [0xA1, 0xB2, 0xC3, 0xD4], [0x4D, 0x3C, 0xB2, 0xA1],
    [0xA1, 0xB2, 0x3C, 0x4D], [0x0A, 0x0D, 0x0D, 0x0A],
  ]

  private static func say(_ format: InputFormat, notes: [String], _ console: Console) {
    console.errors.write("wsx: read as \(format.title)\n")
    for note in notes { console.errors.write("wsx: \(note)\n") }
  }
}
