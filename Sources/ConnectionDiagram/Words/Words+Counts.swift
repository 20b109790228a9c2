import FrameDiagram

extension Words {
  /// A count with its noun: `1 message`, `2,000 messages`.
  package static func count(_ number: some BinaryInteger, _ noun: String) -> String {
    "\(self.number(UInt64(clamping: number))) \(noun)\(number == 1 ? "" : "s")"
  }
}
