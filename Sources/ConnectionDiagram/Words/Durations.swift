/// Lengths of time in words, from nanoseconds.
package enum Durations {
  /// A length of time in the unit that suits it: `320 µs`, `1.24 ms`, `3.5 s`, `2 min 5 s`.
  package static func words(_ nanoseconds: Int64) -> String {
    if nanoseconds < 0 { return "−" + words(nanoseconds == .min ? .max : -nanoseconds) }
    switch nanoseconds {
    case ..<1_000: return "\(nanoseconds) ns"
    case ..<1_000_000: return decimal(nanoseconds, unit: 1_000) + " µs"
    case ..<1_000_000_000: return decimal(nanoseconds, unit: 1_000_000) + " ms"
    case ..<60_000_000_000: return decimal(nanoseconds, unit: 1_000_000_000) + " s"
    default:
      let seconds = nanoseconds / 1_000_000_000
      let rest = seconds % 60
      if seconds < 3600 { return "\(seconds / 60) min" + (rest > 0 ? " \(rest) s" : "") }
      return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
  }

  /// How long after a connection's start something happened: `+1.24 ms`.
  ///
  /// From one minute on, it is in hours, minutes and seconds, `+0:10:36.5`, because seconds matter in a
  /// long connection too.
  package static func sinceStart(_ nanoseconds: Int64) -> String {
    if nanoseconds == 0 { return "0" }
    let length = nanoseconds.magnitude
    let sign = nanoseconds < 0 ? "−" : "+"
    guard length >= 60_000_000_000 else { return sign + words(Int64(length)) }
    let tenths = Int64(length / 100_000_000)
    let seconds = tenths / 10
    return "\(sign)\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(tenths % 10)"
  }

  /// Three significant digits, without zeros at the end.
  private static func decimal(_ value: Int64, unit: Int64) -> String {
    let whole = value / unit
    if whole >= 100 { return String(whole) }
    let width = whole >= 10 ? 1 : 2
    let fraction = value % unit * (width == 1 ? 10 : 100) / unit
    guard fraction > 0 else { return String(whole) }
    let digits = String(fraction)
    var text = String(repeating: "0", count: max(0, width - digits.count)) + digits
    while text.hasSuffix("0") { text.removeLast() }
    return "\(whole).\(text)"
  }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
