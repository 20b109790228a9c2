import TrafficCapture

/// Reads a file of packets to its end, or to where it is damaged.
struct PacketSource: ~Copyable {
  private let file: InputFile
  private var reader = CaptureReader()

  init(path: String) throws(Failure) {
    file = path == "-" ? InputFile() : try InputFile(path: path)
  }

  /// Hands each packet to `body`; gives the reason where the file did not end as it should.
  mutating func read(_ body: (CapturedPacket) -> Void) throws(Failure) -> CaptureError? {
    while true {
      let piece = try file.read()
      reader.receive(piece)
      do throws(CaptureError) {
        while let packet = try reader.next() { body(packet) }
        if piece.isEmpty {
          try reader.finish()
          return nil
        }
      } catch {
        return error
      }
    }
  }
}
