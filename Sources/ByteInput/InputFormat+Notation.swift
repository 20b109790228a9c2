extension InputFormat {
  /// What reads this format; nil for `raw`, which is the bytes themselves.
  var notation: (any Notation)? {
    switch self {
    case .hex: Hex()
    case .xxd: Xxd()
    case .xxdBits: XxdBits()
    case .xxdWords: XxdWords()
    case .hexdump: HexdumpCanonical()
    case .wireshark: WiresharkDump()
    case .tcpdump: Tcpdump()
    case .od: OdBytes()
    case .odOctal: OdOctal()
    case .odDecimal: OdDecimal()
    case .odCharacters: OdCharacters()
    case .words: LittleEndianWords()
    case .cArray: CArray()
    case .goLiteral: GoLiteral()
    case .escapedString: EscapedString()
    case .pythonBytes: PythonBytes()
    case .nodeBuffer: NodeBuffer()
    case .nodeJSON: NodeJSON()
    case .typedArray: TypedArray()
    case .decimal: Decimal()
    case .erlang: Erlang()
    case .websocketpp: Websocketpp()
    case .websocat: Websocat()
    case .base64: Base64()
    case .binaryDigits: BinaryDigits()
    case .raw: nil
    }
  }
}
