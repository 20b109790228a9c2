import CommandLineKit
import FrameDiagram

/// A progress bar on standard error for large files; nothing if that is not a terminal.
struct CaptureProgress {
  private let size: UInt64?
  private let isShown: Bool
  private let errors: Output
  private var done: UInt64 = 0
  private var nextAt: UInt64 = 0

  /// Smaller files are read too fast for a bar.
  private static let smallest: UInt64 = 32 << 20
  private static let width = 40

  init(size: UInt64?, isShown: Bool, _ errors: Output) {
    self.size = size
    self.errors = errors
    self.isShown = isShown && errors.isTerminal && (size ?? .max) >= Self.smallest
    nextAt = size == nil ? Self.smallest : 0
  }

  mutating func advance(by count: Int) {
    done += UInt64(count)
    guard isShown, done >= nextAt else { return }
    let megabytes = "\(Words.number(done / 1_000_000)) MB"
    guard let size, size > 0 else {
      nextAt = done + (8 << 20)
      errors.write("\r\(megabytes) read")
      return
    }
    nextAt = done + size / 100
    let filled = Int(min(done, size) * UInt64(Self.width) / size)
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    errors.write("\r[\(bar)] \(min(100, done * 100 / size)) %, \(megabytes)")
  }

  /// How far the reading has come, for a note when it is ended early.
  var reached: String {
    let megabytes = "\(Words.number(done / 1_000_000)) MB"
    guard let size else { return megabytes }
    return "\(megabytes) of \(Words.number(size / 1_000_000)) MB"
  }

  /// Erases the bar, before anything else is written.
  func clear() {
    if isShown { errors.write("\r\u{1b}[K") }
  }
}
