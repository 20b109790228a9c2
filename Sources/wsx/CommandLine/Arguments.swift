/// The words behind a command's name, sorted into options and the rest.
struct Arguments {
  /// The words that are no options, in order.
  private(set) var words: [String] = []
  private var values: [String: [String]] = [:]

  /// Sorts the words of a command line by the options that the command knows.
  ///
  /// A word that begins with a minus sign and goes on with a digit is data: decoders of signed bytes
  /// print such. So is everything behind `--`.
  init(_ line: [String], options: [Option]) throws(Failure) {
    var rest = line[...]
    while let word = rest.popFirst() {
      if word == "--" {
        words += rest
        return
      }
      if word == "-h" {
        values["help"] = [""]
        continue
      }
      guard word.hasPrefix("-"), word != "-", !Self.isNegativeNumber(word) else {
        words.append(word)
        continue
      }
      try take(option: word, from: &rest, options: options)
    }
  }

  private mutating func take(
    option word: String, from rest: inout ArraySlice<String>, options: [Option]
  ) throws(Failure) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let given = String(parts[0])
    guard given.hasPrefix("--"), let option = options.first(where: { "--\($0.name)" == given })
    else {
      let near = nearest(to: given, among: options.map { "--\($0.name)" })
      throw .usage(
        "there is no option \(quoted(given)). "
          + (near.map { "Did you mean \($0)?" } ?? "If it is data, put -- before it."))
    }
    guard option.isRepeatable || values[option.name] == nil else {
      throw .usage("\(given) is given twice.")
    }

    guard let valueName = option.value else {
      guard parts.count == 1 else { throw .usage("\(given) takes no value.") }
      values[option.name] = [""]
      return
    }
    guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
      throw .usage("\(given) needs a value: \(given) \(valueName)")
    }
    guard option.choices.isEmpty || option.choices.contains(value) else {
      let near = nearest(to: value, among: option.choices)
      throw .usage(
        "\(given) cannot be \(quoted(value)). It is one of: "
          + option.choices.joined(separator: ", ") + "."
          + (near.map { " Did you mean \($0)?" } ?? ""))
    }
    values[option.name, default: []].append(value)
  }

  /// Whether an option was given.
  func has(_ name: String) -> Bool { values[name] != nil }

  /// The value of an option, if it was given.
  subscript(_ name: String) -> String? { values[name]?.last }

  /// The values of an option that may be given more than once, in order.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// The value of an option that takes a whole number in a range.
  func number(_ name: String, in range: ClosedRange<Int>) throws(Failure) -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      let bounds =
        range.upperBound == .max
        ? "from \(range.lowerBound) up" : "from \(range.lowerBound) to \(range.upperBound)"
      throw .usage("--\(name) takes a whole number \(bounds), not \(quoted(text)).")
    }
    return number
  }

  private static func isNegativeNumber(_ word: String) -> Bool {
    word.dropFirst().first?.isASCII == true && word.dropFirst().first?.isNumber == true
  }
}

/// The candidate that a word begins, or that differs from it by the fewest letters, if it is near
/// enough to be meant.
func nearest(to word: String, among candidates: [String]) -> String? {
  let begun = candidates.filter { $0.hasPrefix(word) }
  if word.count > 3, let only = begun.first, begun.count == 1 { return only }
  let scored = candidates.map { ($0, editDistance(Array(word.utf8), Array($0.utf8))) }
  guard let best = scored.min(by: { $0.1 < $1.1 }) else { return nil }
  return best.1 <= max(1, best.0.utf8.count / 3) ? best.0 : nil
}

private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  guard a.count <= 64, b.count <= 64 else { return .max }
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let above = row[j + 1]
      row[j + 1] = min(diagonal + (x == y ? 0 : 1), above + 1, row[j] + 1)
      diagonal = above
    }
  }
  return row[b.count]
}
