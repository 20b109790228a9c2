import WebSocketProtocol

extension Phrasebook {
  static func makeEnglish() -> Phrasebook {
    let tables = [
      English.frames, English.messagesAndClosing, English.heads, English.requests,
      English.responses, English.lists, English.deflate, English.limits, English.policies,
      English.ends,
      English.acceptMistakes, English.handshakeMistakes, English.statuses, English.connecting,
      English.parts,
    ]
    return Phrasebook(
      language: "en",
      sentences: tables.reduce(into: [:]) { all, table in all.merge(table) { $1 } },
      requirements: English.requirements,
      closeCodes: English.closeCodes,
      pageWords: English.pageWords,
      subjects: English.opcodes + English.fields,
      pluralForm: { $0 == 1 ? 0 : 1 },
      thousandsSeparator: ",")
  }
}

/// The tables of the English words, a file for each subject.
enum English {}
