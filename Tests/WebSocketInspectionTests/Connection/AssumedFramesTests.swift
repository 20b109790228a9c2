import Testing
import WebSocketInspection
import WebSocketProtocol

@Suite("Directions that are said to begin with frames")
struct AssumedFramesTests {
  @Test("are read as frames, also where the first byte alone may be a head's")
  func firstByteIsALetter() {
    var assumptions = Assumptions()
    assumptions.beginsWithFrames = true
    assumptions.extensionBits = .rsv1
    // 0x41 is "A", as in no method with a space after it, and the first fragment of a compressed text.
    expect(
      ["opened", "server text+ 2", "ended open"], of: [.server([0x41, 0x02, 0xf2, 0x48])],
      assuming: assumptions)
  }
}
