extension English {
  /// Why the content of a message is not shown.
  static let omissions = [
    "message.compression-unknown":
      "Whether it is compressed is not known, because its handshake was not seen.",
    "message.not-inflated": "It is compressed, and was not inflated.",
    "message.inflate-failed": "It cannot be inflated. {cause}",
    "message.inflate-failed-before": "An earlier part of it could not be inflated.",
    "message.har-too-long": "It is longer than {limit byte|bytes}, and no more is read.",
    "message.har-not-base64": "Its data is not Base64.",
  ]
}
