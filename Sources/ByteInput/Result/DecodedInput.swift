/// Bytes read from a pasted text, and how they were read.
public struct DecodedInput: Equatable, Sendable {
  /// The bytes.
  public var bytes: [UInt8]

  /// The format that the text was read as.
  public var format: InputFormat

  /// What a reader should know, each in one sentence without a full stop.
  ///
  /// They say what was skipped, swapped or left out, and which other formats could read the text.
  public var notes: [String]

  /// Describes bytes read as `format`.
  public init(bytes: [UInt8], format: InputFormat, notes: [String] = []) {
    self.bytes = bytes
    self.format = format
    self.notes = notes
  }
}
