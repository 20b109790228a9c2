import LessonKit

extension CheckUTF8Attempt {
  static let parts: [[Mistake<Self>]] = []
}
