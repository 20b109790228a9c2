/// Why the reading of a capture stopped, and where.
package struct CaptureError: Error, Hashable, Sendable {
  /// What kind of end it is.
  package enum Kind: Hashable, Sendable {
    /// The file is none of the formats that are read here.
    case notACapture
    /// Something inside the file contradicts its format.
    case damaged
    /// The file ends inside a record; what is there is right.
    case endsEarly
  }

  package let kind: Kind
  /// The place in the file, in bytes from 0.
  package let offset: UInt64
  /// What was found and what was expected, in whole sentences.
  package let message: String

  package init(_ kind: Kind, at offset: UInt64, _ message: String) {
    self.kind = kind
    self.offset = offset
    self.message = message
  }
}

extension CaptureError: CustomStringConvertible {
  package var description: String { "At byte \(offset): \(message)" }
}
