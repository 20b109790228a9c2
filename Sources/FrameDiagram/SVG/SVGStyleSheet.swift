import TerminalText

/// The colours of the pictures, for a light and for a dark page.
enum SVGStyleSheet {
  /// The colour of each accent on white and on near-black, with a contrast of at least 4.5 to the
  /// page and to a box of the same colour.
  static let colours: [(accent: Style.Accent, light: String, dark: String)] = [
    (.orange, "#a84408", "#fb923c"), (.olive, "#3f6212", "#a3e635"),
    (.violet, "#6d28d9", "#a78bfa"), (.teal, "#0f766e", "#2dd4bf"),
    (.blue, "#1d4ed8", "#60a5fa"), (.purple, "#a21caf", "#e879f9"),
    (.green, "#166534", "#4ade80"), (.rose, "#be185d", "#f472b6"),
    (.brown, "#92400e", "#fbbf24"), (.dim, "#475569", "#94a3b8"),
    (.error, "#b91c1c", "#f87171"), (.warning, "#854d0e", "#facc15"), (.ok, "#166534", "#4ade80"),
  ]

  static var text: String {
    """
    svg{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    text{fill:#1e293b;white-space:pre}
    rect{fill-opacity:.12}
    \(rules(colours.map { ($0.accent, $0.light) }))
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
    \(rules(colours.map { ($0.accent, $0.dark) }))
    .page{fill:#0f172a;fill-opacity:1}
    .missing{fill-opacity:.06}
    .edge{stroke:#94a3b8}
    }
    """
  }

  private static func rules(_ colours: [(accent: Style.Accent, colour: String)]) -> String {
    colours.map { ".\($0.accent.className){fill:\($0.colour)}" }.joined(separator: "\n")
  }
}

extension Style.Accent {
  /// The accent's CSS class: the field that has this colour (`Style+Fields.swift`), or the judgement.
  var className: String {
    switch self {
    case .orange: "fin"
    case .olive: "rsv"
    case .violet: "opcode"
    case .teal: "mask"
    case .blue: "length"
    case .purple: "maskingKey"
    case .green: "payload"
    case .rose: "closeCode"
    case .brown: "other"
    case .dim, .error, .warning, .ok: rawValue
    }
  }
}
