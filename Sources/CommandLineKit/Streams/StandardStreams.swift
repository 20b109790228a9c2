// The program's own streams, for code that is not handed a `Console`.

import TerminalText

/// Standard output, gathered into large writes.
package enum StandardOutput {
  nonisolated(unsafe) static let output = Output.standardOutput()

  package static var hasReader: Bool { unsafe output.hasReader }
  package static var isTerminal: Bool { unsafe output.isTerminal }
  package static var mayReachTerminal: Bool { unsafe output.mayReachTerminal }
  package static var columns: Int? { unsafe output.terminalSize?.columns }
  package static func write(_ text: String) { unsafe output.write(text) }
  package static func write(_ bytes: [UInt8]) { unsafe output.write(bytes) }
  package static func flush() { unsafe output.flush() }
  package static func finish() { unsafe output.finish() }
}

/// Standard error: everything that is not the result.
package enum StandardError {
  nonisolated(unsafe) private static let output = Output.standardError()

  package static var isTerminal: Bool { unsafe output.isTerminal }
  package static func write(_ text: String) { unsafe output.write(text) }
}

extension TerminalStyle {
  /// The style that the drawing options ask for on standard output.
  package init(_ arguments: Arguments) throws(Failure) {
    try self.init(arguments, for: .standardOutput())
  }
}
