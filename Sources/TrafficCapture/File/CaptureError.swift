/// Why a capture cannot be read any further, and where.
package struct CaptureError: Error, Hashable, Sendable {
  /// What kind of error it is.
  package enum Kind: Hashable, Sendable {
    /// The file is not in a format that can be read.
    case notACapture
    /// Something inside the file contradicts its format.
    case damaged
    /// The file ends inside a record; everything before is right.
    case endsEarly
  }

  /// What kind of error it is.
  package let kind: Kind
  /// The offset in the file, in bytes from 0.
  package let offset: UInt64
  /// What was found and what was expected, in whole sentences.
  package let message: String

  /// An error at an offset in the file.
  package init(_ kind: Kind, at offset: UInt64, _ message: String) {
    self.kind = kind
    self.offset = offset
    self.message = message
  }
}

extension CaptureError: CustomStringConvertible {
  /// The place and the message.
  package var description: String { "At byte \(offset): \(message)" }
}
