import TerminalText

/// The colours of the pictures, for a light and for a dark page.
enum SVGStyleSheet {
  /// Each role's colour on white and on near-black, of a contrast of at least 4.5.
  static let colours: [(role: Style.Role, light: String, dark: String)] = [
    (.fin, "#b45309", "#fb923c"), (.rsv, "#4d7c0f", "#a3e635"), (.opcode, "#6d28d9", "#a78bfa"),
    (.mask, "#0f766e", "#2dd4bf"), (.length, "#1d4ed8", "#60a5fa"),
    (.maskingKey, "#a21caf", "#e879f9"), (.payload, "#15803d", "#4ade80"),
    (.closeCode, "#be185d", "#f472b6"), (.other, "#92400e", "#fbbf24"),
    (.dim, "#64748b", "#94a3b8"), (.error, "#b91c1c", "#f87171"),
    (.warning, "#a16207", "#facc15"), (.ok, "#15803d", "#4ade80"),
  ]

  static var text: String {
    """
    svg{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    text{fill:#1e293b;white-space:pre}
    rect{fill-opacity:.12}
    \(rules(colours.map { ($0.role, $0.light) }))
    .page{fill:#ffffff;fill-opacity:1}
    .missing{fill-opacity:.04}
    .edge{stroke:#64748b;fill:none}
    .broken{stroke-dasharray:2 4}
    .mid{text-anchor:middle}
    .end{text-anchor:end}
    .bold,.title{font-weight:bold}
    .small{font-size:11px}
    @media(prefers-color-scheme:dark){
    text{fill:#e2e8f0}
    rect{fill-opacity:.18}
    \(rules(colours.map { ($0.role, $0.dark) }))
    .page{fill:#0f172a;fill-opacity:1}
    .missing{fill-opacity:.06}
    .edge{stroke:#94a3b8}
    }
    """
  }

  private static func rules(_ colours: [(role: Style.Role, colour: String)]) -> String {
    colours.map { ".\($0.role.rawValue){fill:\($0.colour)}" }.joined(separator: "\n")
  }
}
