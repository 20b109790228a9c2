extension BinaryInteger {
  /// The number as prose shows it, its thousands apart: 65,536.
  package var grouped: String {
    let digits = Array(magnitude.description)
    var result = self < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result += "," }
      result.append(digit)
    }
    return result
  }
}
