extension ExamCase {
  /// All cases, chapter by chapter.
  package static let all =
    handshakeCases + frameCases + streamCases + maskingCases + controlCases + reservedCases
    + fragmentCases + textCases + closingCases + connectionCases + limitCases + compressionCases
}
