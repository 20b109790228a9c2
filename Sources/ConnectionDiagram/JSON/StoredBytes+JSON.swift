import FrameDiagram
import WebSocketInspection

// A payload as a member of an object, written in pieces if it is large.

extension JSONText {
  /// A member whose value is the kept bytes, in hexadecimal.
  mutating func addHexadecimal(
    _ name: String, _ content: StoredBytes, _ output: ([UInt8]) -> Void
  ) {
    beginString(name)
    content.forEachPiece { piece in
      append(FrameJSON.hex(of: piece))
      handOutIfLong(to: output)
      return true
    }
    endString()
  }

  /// A member whose value is the kept text.
  mutating func addText(_ name: String, _ content: StoredBytes, _ output: ([UInt8]) -> Void) {
    beginString(name)
    content.forEachText { piece in
      append(Self.escaped(utf8: piece))
      handOutIfLong(to: output)
    }
    endString()
  }

  /// Passes on what was written so far, if it is much.
  private mutating func handOutIfLong(to output: ([UInt8]) -> Void) {
    if byteCount > 1 << 16 { output(takeBytes()) }
  }
}

extension StoredBytes {
  /// Why not all is there, in a sentence; nil if all is there.
  var omission: String? {
    if isWhole { return nil }
    return failure?.reason ?? "Only the first \(Words.bytes(keptByteCount)) were kept."
  }
}
