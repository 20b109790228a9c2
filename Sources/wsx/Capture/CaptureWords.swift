import CommandLineKit
import TrafficCapture
import WebSocketProtocol

/// What the capture's views say in words.
enum CaptureWords {
  /// A count with its noun: `1 message`, `2 messages`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(grouped(UInt64(max(0, number)))) \(noun)\(number == 1 ? "" : "s")"
  }

  static func bytes(_ number: UInt64) -> String {
    "\(grouped(number)) \(number == 1 ? "byte" : "bytes")"
  }

  /// A number with a comma between its thousands.
  static func grouped(_ number: UInt64) -> String {
    var digits = String(number)
    var end = digits.count
    while end > 3 {
      end -= 3
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: end))
    }
    return digits
  }

  /// A length of time in the unit that suits it: `320 µs`, `1.24 ms`, `3.5 s`, `2 min 5 s`.
  static func duration(_ nanoseconds: Int64) -> String {
    if nanoseconds < 0 { return "−" + duration(nanoseconds == .min ? .max : -nanoseconds) }
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

  /// How long after a connection's start something happened: `+1.24 ms`, and from a minute up as
  /// hours, minutes and seconds, `+0:10:36.5`, which long connections need to the end.
  static func passed(_ nanoseconds: Int64) -> String {
    if nanoseconds == 0 { return "0" }
    let length = nanoseconds.magnitude
    let sign = nanoseconds < 0 ? "−" : "+"
    guard length >= 60_000_000_000 else { return sign + duration(Int64(length)) }
    let tenths = Int64(length / 100_000_000)
    let seconds = tenths / 10
    return "\(sign)\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(tenths % 10)"
  }

  /// Three significant digits.
  private static func decimal(_ value: Int64, unit: Int64) -> String {
    let whole = value / unit
    if whole >= 100 { return String(whole) }
    let places: Int64 = whole >= 10 ? 10 : 100
    let fraction = (value % unit) * places / unit
    guard fraction > 0 else { return String(whole) }
    let digits = String(fraction)
    let width = places == 10 ? 1 : 2
    var text = String(repeating: "0", count: max(0, width - digits.count)) + digits
    while text.hasSuffix("0") { text.removeLast() }
    return "\(whole).\(text)"
  }

  /// A time as a date in UTC: `2026-11-21 06:19:47.047749`.
  static func date(_ time: CaptureTime) -> String {
    let day = time.seconds >= 0 ? time.seconds / 86_400 : (time.seconds - 86_399) / 86_400
    let second = time.seconds - day * 86_400
    let date = CivilDate(daysSince1970: day)
    var text = "\(date.year)-\(two(date.month))-\(two(date.day)) "
    text += "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    guard time.digits > 0 else { return text }
    let decimals = String(time.nanoseconds)
    let padded = String(repeating: "0", count: 9 - decimals.count) + decimals
    return text + "." + padded.prefix(min(time.digits, 6))
  }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// A close code with its name and, where there is one, the reason.
  static func close(_ payload: ClosePayload?) -> String {
    guard let code = payload?.code else { return "without a code (reported as 1005)" }
    let reason = payload?.reason ?? ""
    return "with \(code.rawValue) (\(phrasebook.name(of: code)))"
      + (reason.isEmpty ? "" : " \(quoted(reason))")
  }
}

/// A date of the Gregorian calendar.
private struct CivilDate {
  let year: Int64
  let month: Int64
  let day: Int64

  /// Counts from 1 March of the year 0, so that leap days come last in their year.
  init(daysSince1970 days: Int64) {
    let shifted = days &+ 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}
