import PerMessageDeflate
import WebSocketProtocol

/// The frames that one end sends through a tap, judged, and inflated as their bytes come.
///
/// So a frame of any size is followed in bounded memory. An object, so that what it holds is changed
/// in place and not copied with each read.
final class TappedFrames {
  private var explorer: FrameExplorer
  private var deflate: DeflateObserver?

  /// A frame that has passed; its violations hold those of its compressed data too.
  struct Passed {
    var frame: ExaminedFrame
    /// What it stands for; nil where it is not compressed, or breaks off.
    var inflated: InflatedFrame?
  }

  /// Begins with the direction's first frame, and keeps so much of payloads and messages.
  init(context: FrameContext, deflate direction: DeflateDirection?, keepingBytes keptByteCount: Int)
  {
    explorer = FrameExplorer(context: context, keepingPayloadBytes: keptByteCount)
    deflate = direction.map { DeflateObserver($0, keepingBytes: keptByteCount) }
  }

  /// Takes the direction's next bytes; `next()` then tells what has ended in them.
  func receive(_ bytes: [UInt8]) {
    explorer.receive(bytes)
  }

  /// The next frame that has ended; nil when more bytes are needed.
  func next() -> Passed? {
    while let event = explorer.nextEvent() {
      switch event {
      case .began(let record):
        if let header = record.header { deflate?.begin(header) }
      case .payload(let bytes):
        deflate?.receive(bytes.span)
      case .ended(var frame):
        let inflated = deflate?.end()
        frame.judgeByDeflateRules()
        frame.findings.all += inflated?.violations ?? []
        return Passed(frame: frame, inflated: inflated)
      }
    }
    return nil
  }

  /// What the end of the direction leaves unfinished.
  func finish() -> Passed? {
    explorer.finish().map { Passed(frame: $0) }
  }
}
