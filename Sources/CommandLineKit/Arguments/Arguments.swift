/// The words after a command's name, sorted into options and the rest.
package struct Arguments {
  /// The words that are not options, in order.
  package private(set) var words: [String] = []
  private var values: [String: [String]] = [:]

  /// Sorts the words of a command line by the options that the command knows.
  ///
  /// A minus sign before a digit begins data, not an option: decoders of signed bytes print such
  /// numbers. Everything after `--` is data too.
  package init(_ line: [String], options: [Option]) throws(Failure) {
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
  package func has(_ name: String) -> Bool { values[name] != nil }

  /// The value of an option, if it was given.
  package subscript(_ name: String) -> String? { values[name]?.last }

  /// The values of an option that may be given more than once, in order.
  package func all(_ name: String) -> [String] { values[name] ?? [] }

  /// The value of an option that takes a whole number in a range.
  package func number(_ name: String, in range: ClosedRange<Int>) throws(Failure) -> Int? {
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
