import LessonKit
import WebSocketProtocol

extension ReadRequestAttempt {
  // MARK: - Names

  static let names: [Mistake<Self>] = [
    Mistake(
      "handshake.case",
      """
      You compared names of headers with case. Host, host and HOST are the same name: compare \
      `lowercased()`.
      """
    ) { $0.isSameName = { $0 == $1 } },
    Mistake(
      "handshake.case",
      """
      You looked for names in small letters, but you did not change the names that came. Compare the \
      `lowercased()` of what came.
      """
    ) { $0.isSameName = { $0 == $1.lowercased() } },
    Mistake(
      nil,
      """
      You looked for lines that begin with a name. Sec-WebSocket-Key1 begins with Sec-WebSocket-Key, \
      but is another header. Compare the whole name, up to the colon.
      """
    ) { $0.isSameName = { $0.lowercased().hasPrefix($1.lowercased()) } },
  ]

  static let repetitions: [Mistake<Self>] = [
    repetition(
      "You kept the last line of a name",
      {
        $0.suffix(1)
      }),
    repetition(
      "You kept the first line of a name",
      {
        $0.prefix(1)
      }),
    Mistake(
      "handshake.case",
      """
      You made a dictionary that allows a name only once. A header may come more than once: its lines \
      are one list.
      """
    ) { $0.crashesOnRepeated = true },
  ]

  private static func repetition(
    _ sentence: String, _ kept: @escaping @Sendable ([String]) -> ArraySlice<String>
  ) -> Mistake<Self> {
    Mistake(
      "handshake.case",
      """
      \(sentence), and dropped the others. Connection and Sec-WebSocket-Protocol may come more than \
      once: their lines are one list.
      """
    ) { $0.repeated = { Array(kept($0)) } }
  }

  static let lists: [Mistake<Self>] = [
    Mistake(
      "handshake.case",
      """
      You cut lists at a comma and a space. The space may be missing: cut at the comma, then take the \
      blanks off.
      """
    ) { $0.list = { $0.split(separator: ", ").map(String.init) } },
    Mistake("handshake.case", "You left the blanks around the members of a list. Take them off.") {
      $0.list = { $0.split(separator: ",").map(String.init) }
    },
  ]

  // MARK: - Checks

  private static func notChecked(
    _ what: String, _ make: @escaping @Sendable (inout Self) -> Void
  ) -> Mistake<Self> {
    Mistake("handshake.any-method", what, make: make)
  }

  static let methods: [Mistake<Self>] = [
    notChecked("You accepted every method. An opening handshake is a GET.") {
      $0.method = { _ in true }
    },
    notChecked("You compared the method without case. Methods have case: get is not GET.") {
      $0.method = { $0.uppercased() == "GET" }
    },
    notChecked(
      "You did not check the first line. It is GET, a target, and HTTP/1.1 or higher."
    ) {
      $0.method = { _ in true }
      $0.httpVersion = { _ in true }
    },
  ]

  static let httpVersions: [Mistake<Self>] = [
    notChecked("You accepted HTTP/1.0. It has no upgrades: the version must be 1.1 or higher.") {
      $0.httpVersion = { _ in true }
    },
    notChecked("You accepted HTTP/1.0. It has no upgrades: the version must be 1.1 or higher.") {
      $0.httpVersion = { $0.hasPrefix("HTTP/") }
    },
  ]

  static let hostChecks: [Mistake<Self>] = [
    notChecked("You did not check Host. A request of HTTP/1.1 has exactly one.") {
      $0.hosts = { _ in true }
    },
    notChecked("You accepted two Hosts. Which one is meant? A request has exactly one.") {
      $0.hosts = { !$0.isEmpty }
    },
  ]

  static let upgrades: [Mistake<Self>] = [
    notChecked("You did not check Upgrade. It lists websocket.") { $0.upgrade = { _, _ in true } },
    notChecked("You accepted any Upgrade. It must list websocket.") {
      $0.upgrade = { values, _ in !values.isEmpty }
    },
    Mistake("handshake.case", "You compared the value of Upgrade with case, and not as a list.") {
      $0.upgrade = { values, _ in values.contains("websocket") }
    },
    Mistake("handshake.case", "You compared the value of Upgrade with case.") {
      $0.upgrade = { _, members in members.contains("websocket") }
    },
    Mistake(
      "handshake.case",
      "You compared the whole value of Upgrade. It is a list: cut it at its commas."
    ) { $0.upgrade = { values, _ in values.contains { $0.lowercased() == "websocket" } } },
    Mistake(
      "handshake.case", "You looked for websocket within the value. websocket2 is another one."
    ) {
      $0.upgrade = { values, _ in values.contains { $0.lowercased().contains("websocket") } }
    },
    Mistake(
      "handshake.case",
      """
      You looked for websocket within the value, with case. Cut the list at its commas, and compare \
      each member without case.
      """
    ) { $0.upgrade = { values, _ in values.contains { $0.contains("websocket") } } },
  ]

  static let connections: [Mistake<Self>] = [
    notChecked("You did not check Connection. It lists Upgrade.") {
      $0.connection = { _, _ in true }
    },
    notChecked("You accepted any Connection. It must list Upgrade.") {
      $0.connection = { values, _ in !values.isEmpty }
    },
    Mistake(
      "handshake.case",
      """
      You compared the whole value of Connection, with case. It is a list, as in keep-alive, Upgrade: \
      cut it at its commas, and compare each member without case.
      """
    ) { $0.connection = { values, _ in values.contains("Upgrade") } },
    Mistake(
      "handshake.case",
      """
      You compared the whole value of Connection. It is a list, as in keep-alive, Upgrade: cut it at \
      its commas.
      """
    ) { $0.connection = { values, _ in values.contains { $0.lowercased() == "upgrade" } } },
    Mistake(
      "handshake.case",
      """
      You compared the whole value of Connection. It is a list, as in keep-alive, Upgrade: cut it at \
      its commas.
      """
    ) { $0.connection = { values, _ in values.map { $0.lowercased() } == ["upgrade"] } },
    Mistake(
      "handshake.case",
      """
      You compared the whole value of Connection, with case. It is a list, as in keep-alive, Upgrade: \
      cut it at its commas, and compare each member without case.
      """
    ) { $0.connection = { values, _ in values == ["Upgrade"] } },
    Mistake("handshake.case", "You compared the members of Connection with case.") {
      $0.connection = { _, members in members.contains("Upgrade") }
    },
    Mistake(
      "handshake.case",
      """
      You looked for upgrade within the value of Connection. no-upgrade is another word. Cut the list at \
      its commas, and compare each member.
      """
    ) {
      $0.connection = { values, _ in values.contains { $0.lowercased().contains("upgrade") } }
    },
    Mistake(
      "handshake.case",
      """
      You looked for Upgrade within the value of Connection, with case. Cut the list at its commas, \
      and compare each member without case.
      """
    ) { $0.connection = { values, _ in values.contains { $0.contains("Upgrade") } } },
    Mistake("handshake.case", "You looked at the first member of Connection alone. It is a list.") {
      $0.connection = { _, members in members.first?.lowercased() == "upgrade" }
    },
    Mistake("handshake.case", "You looked at the last member of Connection alone. It is a list.") {
      $0.connection = { _, members in members.last?.lowercased() == "upgrade" }
    },
  ]

  static let keyCounts: [Mistake<Self>] = [
    notChecked("You accepted two keys. Which one is meant? A request has exactly one.") {
      $0.keys = { !$0.isEmpty }
    },
    notChecked("You accepted a request without a key, and with any key.") {
      $0.keys = { _ in true }
      $0.key = { _ in true }
    },
  ]

  static let keyForms: [Mistake<Self>] = [
    notChecked("You accepted any key. It is Base64 of 16 bytes: `isKey` says whether it is.") {
      $0.key = { _ in true }
    },
    notChecked("You accepted any key that is not empty. It is Base64 of 16 bytes: call `isKey`.") {
      $0.key = { !$0.isEmpty }
    },
    notChecked("You counted the key's characters only. It is Base64 of 16 bytes: call `isKey`.") {
      $0.key = { $0.count == 24 }
    },
    notChecked("You looked at the key's end only. It is Base64 of 16 bytes: call `isKey`.") {
      $0.key = { $0.hasSuffix("==") }
    },
    notChecked("You checked the key's length and end only. It is Base64: call `isKey`.") {
      $0.key = { $0.count == 24 && $0.hasSuffix("==") }
    },
  ]

  static let versionChecks: [Mistake<Self>] = [
    notChecked(
      "You did not check the version. This is version 13; the answer to any other is 426."
    ) { $0.versions = { _ in true } },
    notChecked("You accepted a request without a version. The version is 13, or the answer is 426.")
    {
      $0.versions = { $0.allSatisfy { $0 == "13" } }
    },
    notChecked("You accepted any version that is there. The answer to any other than 13 is 426.") {
      $0.versions = { !$0.isEmpty }
    },
    notChecked("You accepted versions above 13. A client of version 25 speaks another protocol.") {
      $0.versions = { ($0.first.flatMap { Int($0) } ?? 0) >= 13 }
    },
    notChecked("You accepted versions below 13. The answer to them is 426.") {
      $0.versions = { (1...13).contains($0.first.flatMap { Int($0) } ?? 0) }
    },
  ]
}
