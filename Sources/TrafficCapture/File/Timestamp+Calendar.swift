extension Timestamp {
  /// The time as RFC 3339 writes it, to the microsecond: `2026-11-21T06:19:47.047749Z`.
  public var rfc3339: String { "\(day)T\(timeOfDay).\(decimals.prefix(6))Z" }

  /// Date and time in UTC for a person, with up to six decimals: `2026-11-21 06:19:47.047749`.
  public var dateAndTime: String {
    let fraction = fractionDigits > 0 ? "." + decimals.prefix(min(fractionDigits, 6)) : ""
    return "\(day) \(timeOfDay)\(fraction)"
  }

  /// Midnight of the day, in days since 1970.
  private var dayNumber: Int64 {
    seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1
  }

  private var day: String {
    let date = CivilDate(daysSince1970: dayNumber)
    return "\(Self.padded(date.year, 4))-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))"
  }

  private var timeOfDay: String {
    let second = seconds &- dayNumber &* 86_400
    return [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }
      .joined(separator: ":")
  }

  private var decimals: String { Self.padded(Int64(nanoseconds), 9) }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
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
