import LessonExercises
import LessonKit

/// Whose code a function is.
enum FunctionOwner: String {
  /// In the learner's file.
  case learner = "yours"
  /// In the solution: the learner has not written it yet.
  case lent
  /// In the solution, as `--solutions` asks.
  case finished
}

/// One call of one function, and whether it ended as it should.
struct FunctionCall {
  var exercise: Exercise
  var trial: Trial
  var owner: FunctionOwner
  var isRight: Bool
  /// What the function printed.
  var printed = ""
}

/// A function that did not return a result.
struct FunctionFailure: Error {
  var function: String
  var reason: Reason

  enum Reason: Equatable {
    /// It threw an error, described so.
    case threw(String)
    /// It gave no result that can be used, for this reason.
    case broken(String)
  }
}
