import Foundation

/// A colour of red, green and blue, each 0 to 255, and its contrast to others.
package struct Colour: Sendable {
  package var red: Double
  package var green: Double
  package var blue: Double

  /// A colour from its parts.
  package init(_ red: Double, _ green: Double, _ blue: Double) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// A colour such as `#1d4ed8`.
  package init?(hex: String) {
    guard hex.count == 7, let number = Int(hex.dropFirst(), radix: 16) else { return nil }
    self.init(Double(number >> 16), Double(number >> 8 & 255), Double(number & 255))
  }

  /// A colour of the terminal's 256, from 16 up: a cube of 6 × 6 × 6, then 24 greys.
  package init(paletteIndex index: Int) {
    let levels = [0.0, 95, 135, 175, 215, 255]
    let place = index - 16
    if place < 216 {
      self.init(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
    } else {
      let grey = Double(8 + 10 * (place - 216))
      self.init(grey, grey, grey)
    }
  }

  /// White.
  package static let white = Colour(255, 255, 255)
  /// Black.
  package static let black = Colour(0, 0, 0)

  /// This colour laid over another one, as opaque as `opacity` says, 0 to 1.
  package func over(_ other: Colour, opacity: Double) -> Colour {
    func mixed(_ part: KeyPath<Colour, Double>) -> Double {
      opacity * self[keyPath: part] + (1 - opacity) * other[keyPath: part]
    }
    return Colour(mixed(\.red), mixed(\.green), mixed(\.blue))
  }

  /// The relative luminance as WCAG 2.1 defines it.
  private var luminance: Double {
    func linear(_ value: Double) -> Double {
      let part = value / 255
      return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The contrast to another colour as WCAG 2.1 defines it: 1 to 21.
  package func contrast(to other: Colour) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }
}
