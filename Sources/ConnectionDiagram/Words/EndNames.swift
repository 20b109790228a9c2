import WebSocketInspection
import WebSocketProtocol

/// The names of the two ends of a connection: their ports, if their roles are not known.
struct EndNames {
  private let ends: ConnectionEnds?

  init(_ ends: ConnectionEnds?) {
    self.ends = ends
  }

  /// Whether it is known which end is the client.
  var areRolesKnown: Bool { ends?.areRolesKnown ?? true }

  /// The name alone: `client`, `port 8080`.
  func name(_ role: Role) -> String {
    if areRolesKnown { return role.rawValue }
    let address = role == .client ? ends?.client : ends?.server
    return address?.split(separator: ":").last.map { "port \($0)" } ?? "an end"
  }

  /// The name in a sentence: `the client`, `port 8080`; `one end` if it is not known which.
  func inSentence(_ role: Role?) -> String {
    guard let role else { return "one end" }
    return areRolesKnown ? "the \(name(role))" : name(role)
  }

  /// The two addresses: `127.0.0.1:48644 → 127.0.0.1:8080`; nil if they are not known.
  var addresses: String? {
    guard let client = ends?.client, let server = ends?.server else { return nil }
    return "\(client) \(areRolesKnown ? "→" : "–") \(server)"
  }

  /// The headings of the two lanes of a timeline.
  var lanes: (first: String, second: String) {
    areRolesKnown ? ("client", "server") : ("one end", "other end")
  }
}
