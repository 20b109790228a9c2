import LessonKit

extension DecodeFrameAttempt {
  static let parts: [[Mistake<Self>]] = []
}
