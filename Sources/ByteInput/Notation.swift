/// One way to write bytes as text: how to recognise it, and how to read it.
protocol Notation: Sendable {
  /// How much the shape of `text` looks like this notation.
  func likeness(of text: PastedText) -> Likeness

  /// Reads all of `text`: every character is data, punctuation or part of a text column.
  func read(_ text: PastedText) throws(NotationError) -> Reading
}

/// How much a text looks like a notation.
enum Likeness: Int, Comparable {
  case none
  /// It can be read as this, and perhaps as something else.
  case possible
  /// It is usually this.
  case likely
  /// Nothing else begins like this.
  case certain

  static func < (left: Likeness, right: Likeness) -> Bool { left.rawValue < right.rawValue }
}

/// What a notation read.
struct Reading {
  var bytes: [UInt8] = []
  /// What was left out, swapped or assumed, each in one sentence.
  var notes: [String] = []
  /// Where each dump begins, if the text contains several, one below the other.
  var blocks: [Block] = []

  /// The beginning of one dump among several.
  struct Block {
    /// Index of its first byte among the bytes read.
    var firstByte: Int
    /// Where it begins in the text.
    var position: Int
  }
}

/// Why a text is not in a notation: the first character that does not fit.
struct NotationError: Error {
  /// Its index among the bytes of the text.
  var position: Int
  /// What the notation would have there.
  var expected: String
  /// What is there instead; nil for the character itself.
  var found: String?
  /// What to do about it, where that is known.
  var hint: String?

  init(at position: Int, expected: String, found: String? = nil, hint: String? = nil) {
    self.position = position
    self.expected = expected
    self.found = found
    self.hint = hint
  }
}
