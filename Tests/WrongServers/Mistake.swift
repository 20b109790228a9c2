/// One mistake: a name, what the endpoint does, and how that differs from the right way.
package struct Mistake: Sendable {
  /// The misconception, and after a slash the form of it where there are several.
  package let name: String
  /// What the endpoint does, in a few words.
  package let title: String
  /// Which end can make it.
  package let ends: Set<End>
  let change: @Sendable (inout Habits) -> Void

  init(
    _ name: String, _ title: String, ends: Set<End> = [.server, .client],
    _ change: @escaping @Sendable (inout Habits) -> Void
  ) {
    self.name = name
    self.title = title
    self.ends = ends
    self.change = change
  }

  /// The misconception, as the exam names it.
  package var id: String { String(name.prefix { $0 != "/" }) }

  /// Every mistake of this folder.
  package static let all = handshake + frames + lengths + masks + messages + closing

  /// The mistake with a name.
  package static func named(_ name: String) -> Mistake? { all.first { $0.name == name } }
}

/// The end of a connection.
package enum End: Hashable, Sendable {
  case server, client
}
