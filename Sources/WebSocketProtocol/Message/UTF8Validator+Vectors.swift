// Whole blocks at a time: the checks of the byte-by-byte code, for sixteen bytes at once.

extension UTF8Validator {
  /// How far back the check of a byte looks: a character's last byte is at most three after its first.
  static let reach = 3

  private typealias Block = SIMD16<UInt8>

  /// The end of the well-formed characters from `start` on, as far as whole blocks can tell.
  ///
  /// `start` is between two characters and at least `reach` bytes into the span. Stops before a block
  /// with an error: the byte-by-byte code goes on from there, and finds the place and the cause.
  static func endOfWellFormedBlocks(in bytes: Span<UInt8>, from start: Int) -> Int {
    let last = bytes.count - Block.scalarCount
    guard start >= reach, start <= last else { return start }
    var end = start
    while end < bytes.count {
      // The last block overlaps with bytes that were checked before; that does no harm.
      let index = min(end, last)
      let block = bytes.vector(at: index)
      if isASCII(block) {
        guard unfinishedByteCount(in: bytes, before: index) == 0 else { break }
        end = endOfASCIIBlocks(in: bytes, from: index + Block.scalarCount)
      } else {
        guard isWellFormed(at: index, in: bytes) else { break }
        end = index + Block.scalarCount
      }
    }
    return end - unfinishedByteCount(in: bytes, before: end)
  }

  /// The end of the ASCII from `start` on, as far as whole blocks can tell.
  @inline(__always)
  static func endOfASCIIBlocks(in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index <= bytes.count - 64 {
      let blocks = bytes.fourVectors(at: index, stride: 16)
      let isOther =
        (blocks.0 .>= all(0x80)) .| (blocks.1 .>= all(0x80))
        .| (blocks.2 .>= all(0x80)) .| (blocks.3 .>= all(0x80))
      if isOther.isTrueAnywhere { break }
      index += 64
    }
    while index <= bytes.count - 16, isASCII(bytes.vector(at: index)) {
      index += 16
    }
    return index
  }

  @inline(__always)
  private static func isASCII(_ block: Block) -> Bool {
    !(block .>= all(0x80)).isTrueAnywhere
  }

  /// Whether every byte of a block may follow the three before it.
  @inline(__always)
  private static func isWellFormed(at index: Int, in bytes: Span<UInt8>) -> Bool {
    // Lane by lane: the byte three, two, one place earlier, and the byte itself.
    let (third, second, first, block) = bytes.fourVectors(at: index - reach, stride: 1)

    let isExpected = (first .>= all(0xC0)) .| (second .>= all(0xE0)) .| (third .>= all(0xF0))
    let isContinuation = (block .>= all(0x80)) .& (block .< all(0xC0))
    var isWrong = isExpected .^ isContinuation

    let isFromA0 = block .>= all(0xA0)
    isWrong = isWrong .| (first .== all(0xE0)) .& .!isFromA0  // overlong
    isWrong = isWrong .| (first .== all(0xED)) .& isFromA0  // surrogate
    let isFrom90 = block .>= all(0x90)
    isWrong = isWrong .| (first .== all(0xF0)) .& .!isFrom90  // overlong
    isWrong = isWrong .| (first .== all(0xF4)) .& isFrom90  // above U+10FFFF
    isWrong = isWrong .| (block .== all(0xC0)) .| (block .== all(0xC1)) .| (block .>= all(0xF5))
    return !isWrong.isTrueAnywhere
  }

  /// A byte in every lane. (Comparing with a single byte would go lane by lane.)
  @inline(__always)
  private static func all(_ byte: UInt8) -> Block {
    Block(repeating: byte)
  }

  /// How many bytes before `index` belong to a character that continues at it: 0–3.
  private static func unfinishedByteCount(in bytes: Span<UInt8>, before index: Int) -> Int {
    if bytes[index - 1] >= 0xC0 { return 1 }
    if bytes[index - 2] >= 0xE0 { return 2 }
    if bytes[index - 3] >= 0xF0 { return 3 }
    return 0
  }
}
