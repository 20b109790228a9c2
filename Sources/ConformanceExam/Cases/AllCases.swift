extension ExamCase {
  /// All cases, chapter by chapter.
  package static let all = frameCases + controlCases + reservedCases
}
