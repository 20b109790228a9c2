extension Endpoint {
  /// Takes the frames that are there, up to the first violation.
  mutating func readFrames() {
    do throws(Violation) {
      while !isOver, let frame = try nextFrame() {
        try take(frame)
        if !habits.keepsNextFrame { start = input.count }
      }
    } catch {
      fail(error)
    }
  }

  /// The next frame with its payload unmasked; nil while bytes are missing.
  private mutating func nextFrame() throws(Violation) -> Frame? {
    guard available >= 2 || available == 1 && habits.whenPayloadIsShort == .goOn else { return nil }
    guard bytes(upTo: 2) != nil else { return nil }
    let (first, second) = (input[start], input[start + 1])
    let shortLength = habits.shortLength(second)
    let extendedByteCount = habits.extendedByteCount(shortLength)
    let isMasked = habits.isMasked(second)
    let keyStart = habits.keyStart(2 + extendedByteCount)
    let headerByteCount = keyStart + (isMasked ? 4 : 0)
    guard let header = bytes(upTo: max(headerByteCount, 2 + extendedByteCount)) else { return nil }

    let extended = Array(header[2..<2 + extendedByteCount])
    let length = extended.isEmpty ? UInt64(shortLength) : habits.extendedLength(extended)
    try check(first, isMasked: isMasked, length: length, extended.count)
    if length > UInt64(Self.limit) { try habits.whenFrameIsHuge() }
    guard let count = payloadByteCount(length, after: headerByteCount) else { return nil }

    let payloadStart = start + headerByteCount
    var payload = Array(input[min(payloadStart, input.count)..<payloadStart + count])
    start = payloadStart + count
    if isMasked { unmask(&payload, key: Array(header[keyStart..<keyStart + 4])) }
    return Frame(
      isFinal: habits.isFinal(first), opcode: habits.opcode(first), payload: payload)
  }

  /// The header's bytes, once they are there, or what is taken for them.
  private mutating func bytes(upTo count: Int) -> [UInt8]? {
    if available >= count { return Array(input[start..<start + count]) }
    switch habits.whenHeaderIsShort {
    case .wait: return nil
    case .goOn:
      input += Array(repeating: 0, count: count - available)
      return Array(input[start...])
    case .dropConnection:
      isOver = true
      return nil
    case .crash: return Array(input[start..<start + count])
    }
  }

  /// How many bytes of payload to take; nil while they are not there.
  private func payloadByteCount(_ length: UInt64, after headerByteCount: Int) -> Int? {
    let there = max(available - headerByteCount, 0)
    if UInt64(there) >= length { return Int(length) }
    return habits.whenPayloadIsShort == .goOn ? there : nil
  }

  private func check(
    _ first: UInt8, isMasked: Bool, length: UInt64, _ extendedByteCount: Int
  ) throws(Violation) {
    let opcode = habits.opcode(first)
    let isControl = opcode >= 8
    try require(.reservedBits, habits.reservedBits(first) == 0)
    try require(.opcode, [0, 1, 2, 8, 9, 10].contains(opcode))
    try require(.mask, isMasked == (end == .server))
    try require(.controlLength, !isControl || length <= 125)
    try require(.controlFragments, !isControl || habits.isFinal(first))
    let shortest = length <= 125 ? 0 : length <= 65535 ? 2 : 8
    try require(.shortestLength, extendedByteCount == shortest || extendedByteCount == 7)
    guard length < 1 << 63 else { throw Violation(1002) }
  }

  func require(_ check: Check, code: Int = 1002, _ isRight: Bool) throws(Violation) {
    guard isRight || !habits.checks.contains(check) else { throw Violation(code) }
  }

  private mutating func unmask(_ payload: inout [UInt8], key: [UInt8]) {
    if habits.resetsMaskIndex { maskIndex = 0 }
    habits.unmask(&payload, key, maskIndex)
    maskIndex += payload.count
  }
}
