import TerminalText

/// How an edge between two boxes is drawn.
enum Edge {
  case none
  /// Between two parts of one field, and around what is missing.
  case broken
  case solid
}

/// The characters that boxes are drawn with.
struct BoxCharacters {
  let isASCII: Bool

  func horizontal(_ edge: Edge) -> String {
    switch edge {
    case .none: " "
    case .broken: isASCII ? " " : "╌"
    case .solid: isASCII ? "-" : "─"
    }
  }

  func vertical(_ edge: Edge) -> String {
    switch edge {
    case .none: " "
    case .broken: isASCII ? ":" : "┊"
    case .solid: isASCII ? "|" : "│"
    }
  }

  /// The character where up to four edges meet.
  func junction(up: Edge, down: Edge, left: Edge, right: Edge) -> String {
    let vertical = up == .none ? down : up
    let horizontal = left == .none ? right : left
    if up == .none, down == .none {
      if isASCII, horizontal == .broken { return "-" }
      return self.horizontal(left == .solid || right == .solid ? .solid : horizontal)
    }
    if left == .none, right == .none {
      return self.vertical(up == .solid || down == .solid ? .solid : vertical)
    }
    if isASCII { return "+" }
    switch (up != .none, down != .none, left != .none, right != .none) {
    case (false, true, false, true): return "┌"
    case (false, true, true, false): return "┐"
    case (true, false, false, true): return "└"
    case (true, false, true, false): return "┘"
    case (true, true, false, true): return "├"
    case (true, true, true, false): return "┤"
    case (false, true, true, true): return "┬"
    case (true, false, true, true): return "┴"
    default: return "┼"
    }
  }
}
