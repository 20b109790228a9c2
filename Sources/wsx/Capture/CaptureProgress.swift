import CommandLineKit

/// A bar on standard error for files that take a while; nothing where that is no terminal.
struct CaptureProgress {
  private let size: UInt64?
  private let isShown: Bool
  private var done: UInt64 = 0
  private var nextAt: UInt64 = 0

  /// Smaller files are read before anybody could look.
  private static let smallest: UInt64 = 32 << 20
  private static let width = 40

  init(size: UInt64?, isShown: Bool) {
    self.size = size
    self.isShown = isShown && StandardError.isTerminal && (size ?? .max) >= Self.smallest
    nextAt = size == nil ? Self.smallest : 0
  }

  mutating func advance(by count: Int) {
    done += UInt64(count)
    guard isShown, done >= nextAt else { return }
    let megabytes = "\(CaptureWords.grouped(done / 1_000_000)) MB"
    guard let size, size > 0 else {
      nextAt = done + (8 << 20)
      StandardError.write("\r\(megabytes) read")
      return
    }
    nextAt = done + size / 100
    let filled = Int(min(done, size) * UInt64(Self.width) / size)
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    StandardError.write("\r[\(bar)] \(min(100, done * 100 / size)) %, \(megabytes)")
  }

  /// How far the reading has come, for somebody who ends it.
  var reached: String {
    let megabytes = "\(CaptureWords.grouped(done / 1_000_000)) MB"
    guard let size else { return megabytes }
    return "\(megabytes) of \(CaptureWords.grouped(size / 1_000_000)) MB"
  }

  /// Takes the bar away, before anything else is written.
  func clear() {
    if isShown { StandardError.write("\r\u{1b}[K") }
  }
}
