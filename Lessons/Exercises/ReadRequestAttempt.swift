import LessonKit

/// `readRequest`, as people write it.
struct ReadRequestAttempt: Attempt {
  /// Where the head ends; nil where its end is not found.
  var end: @Sendable ([UInt8]) -> Int? = { RequestHead.end(in: $0) }
  /// What bytes without the end of a head become.
  var unfinished: Outcome = .returned([.nothing])
  /// What becomes of bytes that are not UTF-8, and whether these are the head's or all.
  var notUTF8: Outcome?
  var decodesAll = false
  /// The head's text, changed as a whole.
  var text: @Sendable (String) -> String = { $0 }
  /// A line of the head, taken apart.
  var line: @Sendable (String) -> Line = { line in
    guard let colon = line.firstIndex(of: ":") else { return .skipped }
    return .field(String(line[..<colon]), String(line[line.index(after: colon)...]))
  }
  /// A value, without what is around it.
  var trim: @Sendable (String) -> String = { RequestHead.trimmed($0) }
  /// Whether a line's name is the one that is looked for.
  var isSameName: @Sendable (_ name: String, _ wanted: String) -> Bool = {
    $0.lowercased() == $1.lowercased()
  }
  /// Which values are kept where a header comes more than once.
  var repeated: @Sendable ([String]) -> [String] = { $0 }
  /// Whether a header that comes more than once ends the program.
  var crashesOnRepeated = false

  /// The members of a value that is a list, for the checks.
  var list: @Sendable (String) -> [String] = { RequestHead.list($0) }
  /// The checks.
  var method: @Sendable (String) -> Bool = { $0 == "GET" }
  var httpVersion: @Sendable (String) -> Bool = { $0 == "HTTP/1.1" }
  var hosts: @Sendable ([String]) -> Bool = { $0.count == 1 }
  var upgrade: @Sendable (_ values: [String], _ members: [String]) -> Bool = { _, members in
    members.contains { $0.lowercased() == "websocket" }
  }
  var connection: @Sendable (_ values: [String], _ members: [String]) -> Bool = { _, members in
    members.contains { $0.lowercased() == "upgrade" }
  }
  var keys: @Sendable ([String]) -> Bool = { $0.count == 1 }
  var key: @Sendable (String) -> Bool = { RequestHead.isKey($0) }
  var versions: @Sendable ([String]) -> Bool = { $0 == ["13"] }
  /// The outcome where only the version is wrong, and where anything else is.
  var wrongVersion: Outcome = .returned([.number(426)])
  var refusal: Outcome = .returned([.number(400)])
  /// What a first line of fewer than three words becomes, and a missing header.
  var shortStart: Outcome?
  var missing: Outcome?
  var missingKey: Outcome?

  /// The parts of the result.
  var returnedKey: @Sendable (String) -> String = { $0 }
  var subprotocols: @Sendable (_ values: [String]) -> [String] = {
    $0.flatMap { RequestHead.list($0) }
  }
  var byteCount: @Sendable (_ head: ArraySlice<UInt8>, _ bytes: [UInt8]) -> Int = { head, _ in
    head.count
  }

  init() {}

  static let isPure = true

  enum Line {
    case field(String, String)
    case skipped
    case crashed
  }

  mutating func call(_ arguments: [WorkValue]) -> Outcome {
    guard let bytes = arguments.first?.asBytes else { return .threw }
    guard let end = end(bytes) else { return unfinished }
    let head = bytes[..<end]
    let decoded = decodesAll ? bytes : Array(head)
    if let notUTF8, String(validating: decoded, as: UTF8.self) == nil { return notUTF8 }
    return read(text(String(decoding: head, as: UTF8.self)), head, bytes)
  }

  private static let needed = [
    "Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version",
  ]

  private func read(_ text: String, _ head: ArraySlice<UInt8>, _ bytes: [UInt8]) -> Outcome {
    let lines = text.split(separator: "\r\n").map(String.init)
    var fields: [(name: String, value: String)] = []
    for text in lines.dropFirst() {
      switch line(text) {
      case .field(let name, let value): fields.append((name, trim(value)))
      case .skipped: continue
      case .crashed: return .crashed(.index)
      }
    }
    if crashesOnRepeated, Set(fields.map { $0.name.lowercased() }).count < fields.count {
      return .crashed(.other)
    }
    func values(_ wanted: String) -> [String] {
      repeated(fields.filter { isSameName($0.name, wanted) }.map(\.value))
    }
    let start = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
      .map(String.init)
    if start.count < 3, let shortStart { return shortStart }
    if let missing, Self.needed.contains(where: { values($0).isEmpty }) { return missing }
    if let missingKey, values("Sec-WebSocket-Key").isEmpty { return missingKey }
    let keys = values("Sec-WebSocket-Key")
    let (upgrades, connections) = (values("Upgrade"), values("Connection"))
    let isRight =
      method(start.first ?? "") && httpVersion(start.last ?? "") && hosts(values("Host"))
      && upgrade(upgrades, upgrades.flatMap(list))
      && connection(connections, connections.flatMap(list))
      && self.keys(keys) && key(keys.first ?? "")
    guard isRight else { return refusal.with(key: keys.first) }
    guard versions(values("Sec-WebSocket-Version")) else {
      return wrongVersion.with(key: keys.first)
    }
    return .returned([
      .number(101), .text(returnedKey(keys.first ?? "")),
      .list(subprotocols(values("Sec-WebSocket-Protocol")).map { .text($0) }),
      .number(UInt64(byteCount(head, bytes))),
    ])
  }

  mutating func explains(_ trial: Trial) -> Bool {
    let mine = call(trial.arguments)
    if mine.agrees(with: trial.outcome) { return true }
    // Of a request that is refused, or should be, only the status counts.
    guard let status = mine.status, let other = trial.outcome.status else { return false }
    let isRefused = Self.refused.contains(trial.arguments)
    // Of one that is refused by mistake, a key that was read says why.
    let hasSameKey = trial.outcome.key.map { $0.isEmpty || $0 == mine.key } ?? true
    if status == other, isRefused || status != 101 && hasSameKey { return true }
    guard Self.free.contains(trial.arguments) else { return false }
    return Exercise.readRequest.isRight(trial)
      && Exercise.readRequest.isRight(Trial(trial.arguments, mine))
  }

  /// The calls that must be refused, and those that may be answered in more than one way.
  private static let refused = calls { !$0.contains(101) }
  private static let free = calls { $0.count > 1 }

  private static func calls(_ isChosen: ([UInt64]) -> Bool) -> Set<[WorkValue]> {
    Set(
      Exercise.readRequest.calls.filter { call in
        RequestVerdict(of: call).map { isChosen($0.statuses) } ?? false
      })
  }
}

extension Outcome {
  /// The status that `readRequest` returned.
  fileprivate var status: UInt64? {
    guard case .returned(let values) = self, case .number(let status)? = values.first else {
      return nil
    }
    return status
  }

  /// The key that `readRequest` returned.
  fileprivate var key: String? {
    guard case .returned(let values) = self, case .text(let key)? = values.dropFirst().first else {
      return nil
    }
    return key
  }

  /// A refusal with the key that was read.
  fileprivate func with(key: String?) -> Outcome {
    guard case .returned(let values) = self, case .number? = values.first else { return self }
    return .returned([values[0], .text(key ?? "")])
  }
}

extension RequestHead {
  /// The place after the first empty line; nil where there is none.
  static func end(in bytes: [UInt8]) -> Int? {
    var start = 0
    while let lineFeed = bytes[start...].firstIndex(of: 0x0a) {
      if lineFeed >= 3, bytes[lineFeed - 3...lineFeed] == [0x0d, 0x0a, 0x0d, 0x0a] {
        return lineFeed + 1
      }
      start = lineFeed + 1
    }
    return nil
  }

  /// The text without spaces and tabs around it.
  static func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return String(rest)
  }

  /// The members of a list.
  static func list(_ value: String) -> [String] {
    value.split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
  }

  /// Whether this is Base64 of 16 bytes, also where the last character has bits that are not used.
  static func isKey(_ key: String) -> Bool {
    let characters = Array(key.utf8)
    return characters.count == 24 && characters.suffix(2) == [0x3d, 0x3d]
      && characters.prefix(22).allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2b, 0x2f: true
        default: false
        }
      }
  }
}
