// What an endpoint does not take although no rule forbids it.

extension Rule {
  /// The limits that an endpoint sets itself.
  package static let limitRules = [messageSize, fragmentCount, memory]

  /// §10.4: an endpoint with limits on the size of messages MUST protect itself against messages
  /// that exceed them.
  ///
  /// §7.4.1 has the code.
  package static let messageSize = Rule(
    "limit.message-size", section: "10.4", .failConnection(.messageTooBig))

  /// §10.4, for messages of very many frames, each of which takes time.
  package static let fragmentCount = Rule(
    "limit.fragments", section: "10.4", .failConnection(.messageTooBig))

  /// There is no memory to read a compressed message; the peer has done nothing wrong.
  package static let memory = Rule(
    "limit.memory", section: "7.4.1", .failConnection(.internalError))
}
