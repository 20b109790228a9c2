/// What came of a case.
package enum Verdict: String, CaseIterable, Hashable, Sendable {
  /// Everything is as the RFC says.
  case pass
  /// A MUST is broken.
  case fail
  /// A SHOULD is not followed, or the RFC leaves a choice and this is the rarer one.
  case lenient
  /// It failed once, and passed when it was tried again.
  case flaky
  /// It says nothing about this server.
  case skipped
}
