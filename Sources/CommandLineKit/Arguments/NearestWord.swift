/// The candidate that a word begins, or that differs from it by the fewest letters, if it is near
/// enough to be meant.
package func nearest(to word: String, among candidates: [String]) -> String? {
  let begun = candidates.filter { $0.hasPrefix(word) }
  if word.count > 3, let only = begun.first, begun.count == 1 { return only }
  let scored = candidates.map { ($0, editDistance(Array(word.utf8), Array($0.utf8))) }
  guard let best = scored.min(by: { $0.1 < $1.1 }) else { return nil }
  return best.1 <= max(1, best.0.utf8.count / 3) ? best.0 : nil
}

func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
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
