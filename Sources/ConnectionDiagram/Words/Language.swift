import Explanations

/// The language of the words in the pictures of a connection.
enum Language {
  static let phrasebook = Phrasebook.english
}
