import CommandLineKit

/// How traffic is shown while it passes.
enum LiveFormat: String, CaseIterable {
  /// All of each frame: its bits, its fields, how it is unmasked.
  case diagram
  /// A line for each frame.
  case line
  /// A JSON object for each head, frame and end, one a line.
  case json
  /// Nothing.
  case none

  static let option = Option.choice(
    "format", allCases.map { $0.rawValue }, "how to show frames (default line)")

  /// What the command line asks for.
  init(_ arguments: Arguments) {
    self = arguments["format"].flatMap { LiveFormat(rawValue: $0) } ?? .line
  }
}
