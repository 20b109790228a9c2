/// Bytes read out of a pasted text, and how they were read.
public struct DecodedInput: Equatable, Sendable {
  /// The bytes that the text says.
  public var bytes: [UInt8]

  /// The format that the text was read as.
  public var format: InputFormat

  /// What a reader should know, each in one sentence without a full stop.
  ///
  /// What was stepped over, swapped or left out, and which other formats would have read the text.
  public var notes: [String]

  /// Describes bytes read as `format`.
  public init(bytes: [UInt8], format: InputFormat, notes: [String] = []) {
    self.bytes = bytes
    self.format = format
    self.notes = notes
  }
}
