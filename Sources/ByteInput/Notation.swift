/// One way of writing bytes down: how to recognise it, and how to read it.
protocol Notation: Sendable {
  /// How much `text` looks like this notation, judged by its shape.
  func likeness(of text: PastedText) -> Likeness

  /// The bytes that `text` says, all of it: every character is data, punctuation or column.
  func read(_ text: PastedText) throws(Misfit) -> Reading
}

/// How much a text looks like a notation.
enum Likeness: Int, Comparable {
  case none
  /// It may be read so, among other ways.
  case possible
  /// It is written so more often than not.
  case likely
  /// Nothing else begins like this.
  case certain

  static func < (left: Likeness, right: Likeness) -> Bool { left.rawValue < right.rawValue }
}

/// What a notation read.
struct Reading {
  var bytes: [UInt8] = []
  /// What was left out, swapped or assumed on the way.
  var notes: [String] = []
  /// Where each dump begins, if the text holds several, one below the other.
  var blocks: [Block] = []

  /// The beginning of one dump among several.
  struct Block {
    /// Index of its first byte among the bytes read.
    var firstByte: Int
    /// Where it begins in the text.
    var position: Int
  }
}

/// A character that does not fit the notation.
struct Misfit: Error {
  /// Its index among the bytes of the text.
  var position: Int
  var expected: String
  /// What stands there instead; `nil` for the character itself.
  var found: String?
  var hint: String?

  init(at position: Int, expected: String, found: String? = nil, hint: String? = nil) {
    self.position = position
    self.expected = expected
    self.found = found
    self.hint = hint
  }
}
