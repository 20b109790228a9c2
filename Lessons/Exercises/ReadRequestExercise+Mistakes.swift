import LessonKit
import WebSocketProtocol

extension ReadRequestAttempt {
  static let parts: [[Mistake<Self>]] = [
    ends, unfinishedHeads, texts, encodings, lines, trims, names, repetitions, methods,
    httpVersions, hostChecks, upgrades, connections, lists, keyCounts, keyForms, versionChecks,
    refusals,
    shortLines, missingHeaders, returnedKeys, returnedSubprotocols, byteCounts,
  ]

  // MARK: - The end of the head

  private static let ends: [Mistake<Self>] = [
    Mistake(
      "handshake.rest-dropped",
      """
      You looked for the empty line at the end of the bytes. More bytes may follow it: the first \
      frame may have come with the head.
      """
    ) { $0.end = { $0.suffix(4) == [13, 10, 13, 10] ? RequestHead.end(in: $0) : nil } },
    Mistake(
      "handshake.rest-dropped",
      """
      You looked for the empty line at the end of the bytes, and took all of them for the head. More \
      bytes may follow it: the first frame may have come with the head.
      """
    ) { $0.end = { $0.suffix(4) == [13, 10, 13, 10] ? $0.count : nil } },
    Mistake(
      "handshake.rest-dropped",
      "You took the last empty line for the end of the head. The head ends with the first one."
    ) {
      $0.end = { bytes in
        (0...bytes.count).last { bytes[..<$0].suffix(4) == [13, 10, 13, 10] }
      }
    },
    Mistake(
      nil,
      """
      You did not look for the empty line: you read a head that has not come whole. Return nil until \
      CR LF CR LF is there.
      """
    ) { attempt in
      let end = attempt.end
      attempt.end = { end($0) ?? $0.count }
    },
    Mistake(
      nil,
      """
      You did not look for the empty line, although you refuse empty input. Return nil until CR LF CR \
      LF is there.
      """
    ) { attempt in
      let end = attempt.end
      attempt.end = { bytes in end(bytes) ?? (bytes.isEmpty ? nil : bytes.count) }
    },
    Mistake(
      nil,
      """
      You took the first CR LF for the end of the head. It ends the first line. The head ends with CR \
      LF CR LF.
      """
    ) {
      $0.end = { bytes in (0...bytes.count).first { bytes[..<$0].suffix(2) == [13, 10] } }
    },
    Mistake(
      nil,
      """
      You took one CR LF at the end of the bytes for the end of the head. It ends a line. The head ends \
      with CR LF CR LF.
      """
    ) { attempt in
      let end = attempt.end
      attempt.end = { end($0) ?? ($0.suffix(2) == [13, 10] ? $0.count : nil) }
    },
  ]

  private static let unfinishedHeads: [Mistake<Self>] = [
    Mistake(nil, "You threw for a head that is not finished. More will come: return nil.") {
      $0.unfinished = .threw
    },
    Mistake(nil, "You refused a head that is not finished. More will come: return nil.") {
      $0.unfinished = .returned([.number(400)])
    },
  ]

  // MARK: - Text

  private static let texts: [Mistake<Self>] = [
    Mistake(
      "handshake.case",
      """
      You changed the whole head to small letters. Only names of headers, and the words websocket and \
      upgrade, are the same in any case. The key is not.
      """
    ) { attempt in
      attempt.text = { $0.lowercased() }
      attempt.method = { $0 == "get" }
      attempt.httpVersion = { $0 == "http/1.1" }
    },
    Mistake(
      "handshake.case",
      """
      You changed the whole head to small letters. Then it has no GET, and the key is another one. \
      Only names of headers, and the words websocket and upgrade, are the same in any case.
      """
    ) { $0.text = { $0.lowercased() } },
  ]

  private static let encodings: [Mistake<Self>] =
    notUTF8(.returned([.nothing])) + notUTF8(.threw) + notUTF8(.returned([.number(400)]))
    + notUTF8(.crashed(.unwrappedNil))

  private static func notUTF8(_ outcome: Outcome) -> [Mistake<Self>] {
    [
      Mistake(
        "handshake.rest-dropped",
        """
        You made text of all the bytes. Those after the head are frames, which are not text. Find the \
        end of the head first, and make text of the head.
        """
      ) {
        $0.notUTF8 = outcome
        $0.decodesAll = true
      },
      Mistake(
        nil,
        """
        You did not read a head with a byte that is not UTF-8. Old cookies have such bytes. \
        `String(decoding:as:)` replaces them and goes on.
        """
      ) { $0.notUTF8 = outcome },
    ]
  }

  private static let lines: [Mistake<Self>] = [
    Mistake(
      "accept.key-untrimmed",
      """
      You cut lines at a colon and a space, and took what follows for the value. There may be more \
      blanks, or none: cut at the first colon, then take the blanks off the value.
      """
    ) {
      $0.line = { cut($0, at: ": ") ?? .skipped }
      $0.trim = { $0 }
    },
    Mistake(
      nil,
      """
      You cut lines at a colon and a space. The space may be missing: cut at the first colon, then take \
      the blanks off the value.
      """
    ) { $0.line = { cut($0, at: ": ") ?? .skipped } },
    Mistake(
      nil,
      """
      You cut lines at a colon and a space, and took a second part that may not be there. Cut at the \
      first colon, then take the blanks off the value.
      """
    ) { $0.line = { cut($0, at: ": ") ?? .crashed } },
    Mistake(
      nil,
      """
      You left out lines with more than one colon. A value may have colons, as in \
      Host: localhost:8080. Cut at the first one: `split(separator: ":", maxSplits: 1)`.
      """
    ) {
      $0.line = { line in
        let parts = line.split(separator: ":")
        return parts.count == 2 ? .field(String(parts[0]), String(parts[1])) : .skipped
      }
    },
    Mistake(
      nil,
      """
      You took the part after the colon without looking whether there is one. A line may have no \
      colon, or nothing after it; `split` leaves out empty parts.
      """
    ) {
      $0.line = { line in
        let parts = line.split(separator: ":", maxSplits: 1)
        return parts.count == 2 ? .field(String(parts[0]), String(parts[1])) : .crashed
      }
    },
    Mistake(
      nil,
      "You took the part after the colon without looking whether there is a colon in the line."
    ) {
      $0.line = { cut($0, at: ":") ?? .crashed }
    },
  ]

  private static func cut(_ line: String, at separator: String) -> Line? {
    guard let range = line.firstRange(of: separator) else { return nil }
    return .field(String(line[..<range.lowerBound]), String(line[range.upperBound...]))
  }

  private static let trims: [Mistake<Self>] = [
    Mistake(
      "accept.key-untrimmed",
      "You left the blanks around the values. They are not part of a value: take off spaces and tabs."
    ) { $0.trim = { $0 } },
    Mistake(
      "accept.key-untrimmed",
      """
      You took one space off the front of a value. There may be more, or tabs, and there may be some \
      at its end.
      """
    ) { $0.trim = { $0.hasPrefix(" ") ? String($0.dropFirst()) : $0 } },
    Mistake(
      "accept.key-untrimmed",
      "You took off the first character of each value. It is a blank only if one was written."
    ) { $0.trim = { String($0.dropFirst()) } },
    Mistake(
      "accept.key-untrimmed",
      "You took the blanks off the front of the values only. There may be some at the end too."
    ) { $0.trim = { String($0.drop { $0 == " " || $0 == "\t" }) } },
    Mistake("accept.key-untrimmed", "You took off the spaces around values. Take off tabs, too.") {
      $0.trim = { value in
        var rest = value.drop { $0 == " " }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
      }
    },
  ]
}
