import Foundation
import LessonExercises
import LessonKit

@testable import lesson10

/// This package's own folder.
let packageFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Functions that are always right.
var rightFunctions: ServerFunctions { ServerFunctions { $0.right($1) } }

extension ServerFunctions {
  /// Right functions, but for one.
  init(except function: String, _ wrong: @escaping ([WorkValue]) -> Outcome) {
    self.init { exercise, arguments in
      exercise.function == function ? wrong(arguments) : exercise.right(arguments)
    }
  }
}
