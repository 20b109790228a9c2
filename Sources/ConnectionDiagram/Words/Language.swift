import Explanations

/// The language of everything that the pictures of a connection say.
enum Language {
  static let phrasebook = Phrasebook.english
}
