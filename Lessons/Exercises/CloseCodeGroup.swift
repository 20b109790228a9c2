import LessonKit
import WebSocketProtocol

/// The codes of a close frame, in the groups in which people get them wrong.
enum CloseCodeGroup: CaseIterable {
  // These must not be sent.
  case below1000, reserved, reported, unassigned, above4999
  // These may be sent.
  case protocolErrors, messageErrors, registered, libraries, applications

  /// The group of a code.
  init(_ code: UInt64) {
    self =
      switch code {
      case ..<1000: .below1000
      case 1000...1003: .protocolErrors
      case 1004: .reserved
      case 1005, 1006, 1015: .reported
      case 1007...1011: .messageErrors
      case 1012...1014: .registered
      case 1016...2999: .unassigned
      case 3000...3999: .libraries
      case 4000...4999: .applications
      default: .above4999
      }
  }

  /// Whether codes of this group may be sent.
  var mayBeSent: Bool {
    switch self {
    case .below1000, .reserved, .reported, .unassigned, .above4999: false
    case .protocolErrors, .messageErrors, .registered, .libraries, .applications: true
    }
  }

  /// What to say to a person who accepts a code of this group, or refuses it.
  var sentence: String {
    switch self {
    case .below1000: "You accepted a code below 1000. These are not used."
    case .reserved: "You accepted 1004. It is reserved, and must not be sent."
    case .reported:
      """
      You accepted a code that must not be sent. 1005, 1006 and 1015 tell an application what happened \
      when no code came.
      """
    case .unassigned: "You accepted a code from 1016 to 2999. These have no meaning yet."
    case .above4999: "You accepted a code above 4999. These are not used."
    case .protocolErrors: "You refused a code from 1000 to 1003. These may be sent."
    case .messageErrors: "You refused a code from 1007 to 1011. These may be sent."
    case .registered:
      "You refused a code from 1012 to 1014. These were registered later, and may be sent."
    case .libraries: "You refused a code from 3000 to 3999. These are for libraries."
    case .applications: "You refused a code from 4000 to 4999. These are for applications."
    }
  }

  /// Codes at the edges of every group, with an ordinary one first.
  static let examples: [UInt64] = [
    1000, 1001, 4000, 3000, 1005, 1006, 1015, 0, 1, 255, 999, 1002, 1003, 1004, 1007, 1008, 1009,
    1010, 1011, 1012, 1013, 1014, 1016, 1100, 1999, 2000, 2999, 3001, 3999, 4001, 4999, 5000, 9999,
    65_535,
    // Its bytes are UTF-8, and exchanged they are a code that may be sent.
    3340,
  ]
}

/// Which codes a function accepts, and which it was seen to accept.
struct AcceptedCodes {
  /// The groups of which some codes are on the wrong side.
  var wrongGroups: Set<CloseCodeGroup> = []
  /// Whether no code is refused, or every one.
  var acceptsEvery = false
  var refusesEvery = false
  /// The codes that were accepted in earlier calls.
  private var seen: Set<UInt64> = []

  /// Whether a code may be accepted, and whether it may be refused, the likelier first.
  ///
  /// Of a group that is on the wrong side, some codes may still be on the right one. A code that was
  /// accepted before is not refused.
  func decisions(on code: UInt64) -> [Bool] {
    if acceptsEvery { return [true] }
    if refusesEvery { return [false] }
    let group = CloseCodeGroup(code)
    guard wrongGroups.contains(group) else { return [group.mayBeSent] }
    return [!group.mayBeSent, group.mayBeSent].filter { $0 || !seen.contains(code) }
  }

  /// Remembers that a code was accepted.
  mutating func accept(_ code: UInt64) { seen.insert(code) }
}

/// An attempt in which codes are accepted or refused.
protocol CloseAttempt: Attempt {
  var codes: AcceptedCodes { get set }
}

extension CloseAttempt {
  /// The mistakes in which codes are accepted or refused; several groups may be wrong at once.
  static var codeParts: [[Mistake<Self>]] {
    let every: Mistake<Self> = Mistake(
      "close.code-echo",
      """
      You accepted every code. Allowed are 1000–1003, 1007–1014 and 3000–4999. 1005, 1006 and 1015 must \
      not be sent: they tell an application what happened when no code came.
      """
    ) { $0.codes.acceptsEvery = true }
    let none: Mistake<Self> = Mistake(
      nil,
      """
      You refused every code, also 1000. Print the number that you compare: a code has two bytes, and the \
      first counts 256 times.
      """
    ) { $0.codes.refusesEvery = true }
    return [[every, none]]
      + CloseCodeGroup.allCases.map { group in
        [Mistake("close.code-echo", group.sentence) { $0.codes.wrongGroups.insert(group) }]
      }
  }
}

/// What to say where the two bytes of a code are exchanged.
let leastSignificantFirst = """
  You have the code's least significant byte first, as your processor keeps it. In network byte order, \
  the most significant byte comes first: 1000 is 03 e8.
  """

/// Whether bytes are UTF-8.
func isUTF8(_ bytes: some Sequence<UInt8>) -> Bool {
  UTF8Validator.violation(in: Array(bytes)) == nil
}
