import Explanations

/// The language that all commands speak.
let phrasebook = Phrasebook.english
