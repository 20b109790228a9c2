/// What explains the wrong calls of a function.
package struct Explanation: Hashable, Sendable {
  /// The mistakes that explain the call that is shown: as few as possible.
  package var mistakes: [Misconception]
  /// The mistakes that only later calls show, each with the first such call.
  package var later: [Later] = []
  /// The first wrong call that is not explained.
  package var unexplained: Trial?
  /// How the result of the call that is shown came about, with these mistakes.
  package var derivation: [DerivationStep] = []

  /// A mistake that a later call shows.
  package struct Later: Hashable, Sendable {
    package var mistake: Misconception
    package var trial: Trial
  }
}
