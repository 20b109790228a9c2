/// A known mistake, as it is told to the one who made it.
package struct Misconception: Hashable, Sendable {
  /// The stable id, such as `mask.single-byte`; nil for a slip without a name.
  package var id: String?
  /// What was done, and what is right.
  package var sentence: String
  /// Whether it is one of many slips of a hand, not worth looking for where another mistake is made.
  package var isSlip = false

  /// A misconception from its parts.
  package init(_ id: String?, _ sentence: String) {
    self.id = id
    self.sentence = sentence
  }
}

/// A function as people write it: a property for each decision in it, and each is right at first.
///
/// A known mistake changes one of the properties. So two mistakes at once are an attempt, too.
package protocol Attempt: Sendable {
  /// The right function.
  init()

  /// How a call of such a function ends.
  ///
  /// Calls come in their order: an attempt may keep from one call what it should forget.
  mutating func call(_ arguments: [WorkValue]) -> Outcome

  /// Whether such a function could end a call so.
  mutating func explains(_ trial: Trial) -> Bool

  /// The values between the arguments of a call and its result, where the result alone says little.
  func derivation(of arguments: [WorkValue]) -> [DerivationStep]
}

/// A value on the way from a call's arguments to its result.
package struct DerivationStep: Hashable, Sendable {
  /// What is done with the value, in one word.
  package var name: String
  /// The value, for a reader.
  package var value: String

  /// A step from its parts.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension Attempt {
  package mutating func explains(_ trial: Trial) -> Bool {
    call(trial.arguments).agrees(with: trial.outcome)
  }

  package func derivation(of arguments: [WorkValue]) -> [DerivationStep] { [] }
}

/// A known mistake in a function: what to say, and how to make it.
package struct Mistake<Function: Attempt>: Sendable {
  var misconception: Misconception
  var make: @Sendable (inout Function) -> Void

  /// A mistake with an id, or nil, a sentence and the change that it makes.
  package init(
    _ id: String?, _ sentence: String, make: @escaping @Sendable (inout Function) -> Void
  ) {
    misconception = Misconception(id, sentence)
    self.make = make
  }

  /// The mistake as one of many slips of a hand.
  package var asSlip: Mistake {
    var slip = self
    slip.misconception.isSlip = true
    return slip
  }
}
