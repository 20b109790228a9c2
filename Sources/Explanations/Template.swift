/// A sentence with places for values.
///
/// - `{name}` is a value.
/// - `{name byte|bytes}` is a number and the form of a noun that goes with it.
/// - `{name|is|are}` is the form alone.
struct Template {
  enum Part: Hashable {
    case literal(String)
    case value(String)
    case counted(String, forms: [String])
    case form(String, forms: [String])
  }

  let parts: [Part]

  init(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
      parts.append(Self.place(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    self.parts = parts
  }

  private static func place(_ text: Substring) -> Part {
    guard let end = text.firstIndex(where: { $0 == " " || $0 == "|" }) else {
      return .value(String(text))
    }
    let name = String(text[..<end])
    let forms = text[text.index(after: end)...].split(separator: "|").map(String.init)
    return text[end] == " " ? .counted(name, forms: forms) : .form(name, forms: forms)
  }

  /// The names of the values.
  var names: Set<String> {
    Set(
      parts.compactMap { part in
        switch part {
        case .literal: nil
        case .value(let name), .counted(let name, _), .form(let name, _): name
        }
      })
  }
}
