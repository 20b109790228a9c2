import Testing

@testable import ByteInput

/// A pasted text that is refused, and the whole error.
struct Refusal: CustomTestStringConvertible, Sendable {
  let text: String
  let description: String
  var testDescription: String { text.debugDescription }
}

@Suite("Text that cannot be read")
struct ErrorTests {
  @Test("is shown with a caret and the nearest format", arguments: Refusal.all)
  func description(_ refusal: Refusal) {
    let error = #expect(throws: InputError.self) {
      try ByteInput.decode(Array(refusal.text.utf8))
    }
    #expect(error?.description == refusal.description)
  }

  @Test("has an error with line and column in characters, and the character that was found")
  func place() {
    let error = #expect(throws: InputError.self) {
      try ByteInput.decode(Array("81 85\r\n37 é\u{301} 日 fa".utf8), as: .hex)
    }
    #expect(error?.line == 2)
    #expect(error?.column == 4)
    #expect(error?.found == "“é\u{301}”")
    #expect(error?.nearestFormat == nil)
  }

  @Test("as the named format, but as another one, gets a hint at that one")
  func otherFormat() {
    let error = #expect(throws: InputError.self) {
      try ByteInput.decode(Array("gYU3+iE9f59NUVg=".utf8), as: .hex)
    }
    #expect(error?.nearestFormat == .base64)
    #expect(error?.hint == "it can be read as Base64: leave --input-format out")
  }

  @Test("as bytes, but as words, gets a hint at words")
  func words() {
    let error = #expect(throws: InputError.self) {
      try ByteInput.decode(
        Array("00000000: fa378581 9f7f3d21 0058514d 61626364  ..7.!=..MQX.dcba\n".utf8), as: .xxd)
    }
    #expect(error?.column == 48)
    #expect(error?.found == "text in flipped order")
    #expect(error?.hint == TextColumnCheck.wordHint)
    #expect(error?.nearestFormat == .xxdWords)
  }

  @Test(
    "because it is not UTF-8 has the place in its error",
    arguments: [InputFormat.hex, .xxd, .cArray])
  func invalidUTF8(_ format: InputFormat) {
    let error = #expect(throws: InputError.self) {
      try ByteInput.decode(Array("81 85\n37 ".utf8) + [0xE9, 0x20], as: format)
    }
    #expect(error?.line == 2)
    #expect(error?.column == 4)
    #expect(error?.found == "the byte e9")
  }

  @Test("is escaped before it reaches the terminal")
  func escaping() {
    let error = #expect(throws: InputError.self) {
      try ByteInput.decode(Array("81 \u{202E}\u{1B}[2J\u{7F}\u{9B}\u{200B}".utf8), as: .hex)
    }
    let shown = error?.description.unicodeScalars ?? "".unicodeScalars
    #expect(!shown.contains { $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) })
    #expect(!shown.contains("\u{202E}"))
    #expect(!shown.contains("\u{200B}"))
  }

  @Test("in a line of megabytes is shown in one line of the terminal")
  func longLine() throws {
    let text = String(repeating: "81 日", count: 300_000)
    let error = #expect(throws: InputError.self) {
      try ByteInput.decode(Array(text.utf8), as: .base64)
    }
    #expect(try #require(error).lineText.count < 80)
  }
}

extension Refusal {
  static let all = [
    Refusal(
      text: "81 85 3g",
      description: #"""
        line 1, column 8: expected another hex digit, because a byte has two, found “g”
          81 85 3g
                 ^
        nearest format: hex digits, like 818537fa, 81:85:37:fa, 81 85 37 fa, 0x81,0x85, \x81\x85, %81%85
        """#),
    Refusal(
      text: "00000000: 8185 37fa  ..7.\n00000010: 213d  !=\n",
      description: """
        line 2, column 1: expected offset 00000004, after 4 bytes, found offset 00000010
          00000010: 213d  !=
          ^
        nearest format: xxd, like 00000000: 8185 37fa 213d 7f9f 4d51 58  ..7.!=..MQX
        hint: rows are missing, or bytes within a row: paste the whole dump
        """),
    Refusal(
      text: "00000000  81 85                                             |..|\n00000003\n",
      description: """
        line 2, column 1: expected offset 00000002, after 2 bytes, found offset 00000003
          00000003
          ^
        nearest format: hexdump -C, like 00000000  81 85 37 fa 21 3d  |..7.!=|
        hint: rows are missing, or bytes within a row: paste the whole dump
        """),
    Refusal(
      text: "00000000  81  |.|\n*\nffffffff\n",
      description: """
        line 3, column 1: expected after “*” an offset that is a whole number of rows further, \
        found “ffffffff”
          ffffffff
          ^
        nearest format: hexdump -C, like 00000000  81 85 37 fa 21 3d  |..7.!=|
        """),
    Refusal(
      text: "0000000 102601 275067\n0000004\n",
      description: """
        line 1, column 16: expected an octal number up to 177777, found a larger one
          0000000 102601 275067
                         ^
        nearest format: od -b, like 0000000 201 205 067 372, or plain od: 0000000 102601 175067
        """),
    Refusal(
      text: "0000000 129 133  55 256\n",
      description: """
        line 1, column 21: expected a byte: 0 to 255, or −128 to 127, found a number out of that range
          0000000 129 133  55 256
                              ^
        nearest format: od -t u1, like 0000000 129 133  55 250, or od -t d1
        """),
    Refusal(
      text: "0000000 201 205   ! soh\n",
      description: """
        line 1, column 21: expected a character, an escape such as \\n, or three octal digits, \
        in four columns, found “s”
          0000000 201 205   ! soh
                              ^
        nearest format: od -c, like 0000000 201 205   7 372   !   =, also of hexdump -c
        """),
    Refusal(
      text: """

        ===================================================================
        Follow: tcp,raw
        Filter: tcp.stream eq 0
        Node 0: 127.0.0.1:50000
        Node 1: 127.0.0.1:8080
        818537fa213d7f9f4d5158
        \t81026869
        ===================================================================
        """,
      description: """
        line 8, column 1: expected bytes from node 0, like those above, \
        found bytes from the other side
          \\t81026869
          ^
        hint: these are both directions: paste one of them at a time
        """),
    Refusal(
      text: "<Buffer 81 85 ... 10 more bytes>",
      description: """
        line 1, column 15: expected the other bytes of the Buffer, found “... 10 more bytes”
          <Buffer 81 85 ... 10 more bytes>
                        ^
        nearest format: a Node Buffer, like <Buffer 81 85 37 fa>
        hint: Node left bytes out: print buffer.toString('hex') and paste that
        """),
    Refusal(
      text: "[129, 133, … ]",
      description: """
        line 1, column 12: expected a decimal number or “]”, found “…”
          [129, 133, … ]
                     ^
        nearest format: decimal bytes, like 129 133 55, [129, 133], [-127, -123]
        hint: the program that printed this left bytes out: print all of them
        """),
    Refusal(
      text: "[-1, 200]",
      description: """
        line 1, column 6: expected bytes that are all signed or all unsigned, \
        found 200 after a negative number
          [-1, 200]
               ^
        nearest format: decimal bytes, like 129 133 55, [129, 133], [-127, -123]
        """),
    Refusal(
      text: "日本\t語 81 85",
      description: #"""
        line 1, column 1: expected a hex digit, found “日”
          日本\t語 81 85
          ^
        nearest format: hex digits, like 818537fa, 81:85:37:fa, 81 85 37 fa, 0x81,0x85, \x81\x85, %81%85
        """#),
    Refusal(
      text: "\"日本\\x8z\"",
      description: #"""
        line 1, column 7: expected a hex digit, found “z”
          "日本\x8z"
                  ^
        nearest format: an escaped string, like "\x81\x857\372!", hex or octal escapes
        """#),
    Refusal(
      text: "81 85\t3x",
      description: #"""
        line 1, column 8: expected another hex digit, because a byte has two, found “x”
          81 85\t3x
                  ^
        nearest format: hex digits, like 818537fa, 81:85:37:fa, 81 85 37 fa, 0x81,0x85, \x81\x85, %81%85
        """#),
    Refusal(
      text: "WRITE 1 \"a\"\nREAD 1 \"b\"\n",
      description: """
        line 2, column 1: expected WRITE, like the lines above, found READ
          READ 1 "b"
          ^
        nearest format: a websocat log, like WRITE 11 "\\x81\\x857…"
        hint: these are both directions: paste one of them at a time
        """),
    Refusal(
      text: "[0] (8) 82 FE 00",
      description: """
        line 1, column 17: expected 8 bytes, as the line says; 3 came before, found the end
          [0] (8) 82 FE 00
                          ^
        nearest format: a websocketpp log, like [0] (8) 82 FE 00 81 …
        """),
    Refusal(
      text: "00000000  81  |.|\n*\n00001000  81  |.|\n*\n10001000\n",
      description: """
        line 5, column 1: expected after “*” an offset that is a whole number of rows further, \
        found “10001000”
          10001000
          ^
        nearest format: hexdump -C, like 00000000  81 85 37 fa 21 3d  |..7.!=|
        """),
    Refusal(
      text: "Frame (1 bytes):\n0000   81   .\nUnmasked data (1 bytes):\nand more\n",
      description: """
        line 4, column 1: expected an offset such as 0000, found “a”
          and more
          ^
        nearest format: a Wireshark hex dump, like 0000   81 85 37 fa 21 3d   ..7.!=
        """),
    Refusal(
      text: " \n",
      description: "line 2, column 1: expected bytes, such as 81 85 37 fa, found nothing"),
  ]
}
