import CommandLineKit
import Testing

@Suite struct TemporaryFileTests {
  @Test func bytesAreReadWhereTheyWereWritten() throws {
    let file = try TemporaryFile()
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    try file.write(bytes[...], at: 1 << 20)
    try file.write([1, 2, 3, 4].dropFirst(), at: 5)
    #expect(try file.read(3, at: 5) == [2, 3, 4])
    #expect(try file.read(100_000, at: 1 << 20) == bytes)
    #expect(try file.read(1, at: 1 << 20 + 99_999) == [UInt8(truncatingIfNeeded: 99_999)])
    // What was skipped reads as zeros.
    #expect(try file.read(2, at: 100) == [0, 0])
    #expect(try file.read(0, at: 1 << 40) == [])
  }

  @Test func thereIsNothingToReadAfterTheEnd() throws {
    let file = try TemporaryFile()
    try file.write([1, 2], at: 0)
    let failure = #expect(throws: Failure.self) { try file.read(3, at: 0) }
    #expect(failure?.status == .badInput)
  }
}
