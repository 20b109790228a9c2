extension ExamCase {
  /// All cases, chapter by chapter.
  package static let all =
    frameCases + streamCases + maskingCases + controlCases + reservedCases + fragmentCases
    + textCases + closingCases
}
