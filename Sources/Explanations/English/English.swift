import WebSocketProtocol

extension Phrasebook {
  static func makeEnglish() -> Phrasebook {
    Phrasebook(
      language: "en",
      sentences: merged([
        English.frames, English.messagesAndClosing, English.heads, English.requests,
        English.responses, English.lists, English.deflate, English.omissions,
        English.limits, English.policies,
        English.ends, English.acceptMistakes, English.handshakeMistakes, English.statuses,
        English.connecting, English.parts,
      ]),
      rules: merged([
        English.frameRules, English.limitRules, English.headRules, English.requestRules,
        English.responseRules, English.listRules, English.deflateRules,
      ]),
      mistakes: merged([English.acceptPages, English.handshakePages, English.misconceptions]),
      closeCodes: English.closeCodes,
      pageWords: English.pageWords,
      subjects: English.fields + English.opcodes + English.statusPages,
      pluralForm: { $0 == 1 ? 0 : 1 },
      thousandsSeparator: ",")
  }
}

/// One table of several.
private func merged<Words>(_ tables: [[String: Words]]) -> [String: Words] {
  tables.reduce(into: [:]) { all, table in all.merge(table) { $1 } }
}

/// The tables of the English words, a file for each subject.
enum English {}
