import CZlib

/// One `z_stream`, deflating or inflating raw DEFLATE data, and all the unsafe code of this module.
///
/// zlib is C: it takes its input and its output as pointers, and it keeps the address of the
/// `z_stream`. So the stream has memory of its own, which this class frees, and no pointer leaves a
/// call. That makes the class safe to use, although its methods use unsafe code.
///
/// The class is sendable without a lock because only `Deflater` and `Inflater` have such streams. They
/// are values, and copy a stream before they change one that another value has too.
@safe
final class ZlibStream: @unchecked Sendable {
  enum Direction {
    case deflating
    case inflating
  }

  let direction: Direction
  // zlib stores this address and refuses a stream that has moved, so it is allocated, not a property.
  private let stream: UnsafeMutablePointer<z_stream>

  private init(_ direction: Direction) {
    self.direction = direction
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
  }

  /// A compressor; nil where zlib has no memory, or does not support the window.
  ///
  /// Windows of 9–15 bits, levels 0–9, memory levels 1–9. For zlib, a negative number of bits means
  /// raw DEFLATE data, without a header and a checksum.
  convenience init?(deflatingWith windowBits: Int, level: Int, memoryLevel: Int) {
    self.init(.deflating)
    let status = unsafe deflateInit2_(
      stream, Int32(clamping: level), Z_DEFLATED, -Int32(clamping: windowBits),
      Int32(clamping: memoryLevel), Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { return nil }
  }

  /// A decompressor for windows of 8–15 bits; nil where zlib has no memory.
  convenience init?(inflatingWith windowBits: Int) {
    self.init(.inflating)
    let status = unsafe inflateInit2_(
      stream, -Int32(clamping: windowBits), ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { return nil }
  }

  deinit {
    // Both do nothing, and return an error, where there is no state to free.
    switch direction {
    case .deflating: unsafe deflateEnd(stream)
    case .inflating: unsafe inflateEnd(stream)
    }
    unsafe stream.deallocate()
  }

  /// A stream in the same state; nil where zlib has no memory.
  func copy() -> ZlibStream? {
    let other = ZlibStream(direction)
    let status =
      switch direction {
      case .deflating: unsafe deflateCopy(other.stream, stream)
      case .inflating: unsafe inflateCopy(other.stream, stream)
      }
    return status == Z_OK ? other : nil
  }

  /// Goes back to the state of a new stream, without its cost.
  func reset() {
    switch direction {
    case .deflating: unsafe deflateReset(stream)
    case .inflating: unsafe inflateReset(stream)
    }
  }
}

// MARK: - Running

extension ZlibStream {
  /// How a run over some input ended.
  struct Run {
    /// How many bytes of the input were read.
    var consumed = 0
    var end = End.inputUsed
    /// Whether the next bit to read is the first of a block, and the first of a byte.
    var isAtBlockStart = false

    enum End: Equatable {
      /// All input was read, and all output for it was written.
      case inputUsed
      /// More than the allowed output would be written.
      case outputFull
      /// A block with BFINAL 1 ended; input after it was not read.
      case lastBlockEnded
      /// The input is not DEFLATE data; with zlib's reason.
      case invalid(String)
      /// zlib had no memory.
      case outOfMemory
    }
  }

  /// How many bytes of output are collected before they are appended.
  private static let pieceByteCount = 16 * 1024

  /// Reads input, appends output, and stops where the output would exceed `maximumOutput` bytes.
  ///
  /// Then one byte more than allowed may have been appended: the one that shows that there is more.
  func run(
    _ input: Span<UInt8>, flush: Int32, maximumOutput: Int = .max, appendingTo output: inout [UInt8]
  ) -> Run {
    var run = Run()
    var room = maximumOutput == .max ? Int.max : max(0, maximumOutput) + 1
    // The pointers are valid in these closures, and zlib gets them in these closures only.
    unsafe input.withUnsafeBufferPointer { input in
      unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.pieceByteCount) { piece in
        while true {
          let given = min(input.count - run.consumed, Int(Int32.max))
          let space = min(piece.count, room)
          // zlib only reads its input, although it asks for a mutable pointer.
          unsafe stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress.map { unsafe $0 + run.consumed })
          unsafe stream.pointee.avail_in = UInt32(given)
          unsafe stream.pointee.next_out = piece.baseAddress
          unsafe stream.pointee.avail_out = UInt32(space)
          let status = step(flush)
          run.consumed += unsafe given - Int(stream.pointee.avail_in)
          let written = unsafe space - Int(stream.pointee.avail_out)
          unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<written]))
          room -= written
          // A call without progress says nothing new about the place in the stream.
          if status != Z_BUF_ERROR { run.isAtBlockStart = isAtBlockStart }
          if let end = end(status, inputLeft: input.count - run.consumed, written, space, room) {
            run.end = end
            return
          }
        }
      }
    }
    return run
  }

  private func step(_ flush: Int32) -> Int32 {
    switch direction {
    case .deflating: unsafe deflate(stream, flush)
    case .inflating: unsafe inflate(stream, flush)
    }
  }

  /// Whether a run is over after a step; nil where it goes on.
  private func end(
    _ status: Int32, inputLeft: Int, _ written: Int, _ space: Int, _ room: Int
  ) -> Run.End? {
    switch status {
    case Z_DATA_ERROR, Z_NEED_DICT, Z_STREAM_ERROR:
      // The message is a constant of zlib's.
      return .invalid(unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "bad stream")
    case Z_MEM_ERROR:
      return .outOfMemory
    case Z_STREAM_END:
      return room == 0 ? .outputFull : .lastBlockEnded
    default:
      if room == 0 { return .outputFull }
      return inputLeft == 0 && written < space ? .inputUsed : nil
    }
  }

  /// After `inflate`, zlib tells its place in `data_type`: 128 is set between two blocks, and the
  /// lowest bits count the bits of the last byte that are not read yet.
  private var isAtBlockStart: Bool {
    unsafe direction == .inflating && stream.pointee.data_type & 0b1000_0111 == 128
  }
}

// MARK: - The window

extension ZlibStream {
  /// The bytes that later data may refer to: the last ones that were inflated, at most 32 KiB.
  var window: [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: 1 << 15) { buffer, filled in
      var count: UInt32 = 0
      unsafe inflateGetDictionary(stream, buffer.baseAddress, &count)
      filled = Int(count)
    }
  }

  /// Goes on after those bytes, at the start of a block; false where zlib has no memory.
  func begin(after window: [UInt8]) -> Bool {
    unsafe window.withUnsafeBufferPointer { bytes in
      unsafe inflateSetDictionary(stream, bytes.baseAddress, UInt32(clamping: bytes.count)) == Z_OK
    }
  }

  /// Begins a new DEFLATE stream that may refer to what the last one has written.
  ///
  /// False where zlib has no memory.
  func resetKeepingWindow() -> Bool {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 15) { window in
      var count: UInt32 = 0
      unsafe inflateGetDictionary(stream, window.baseAddress, &count)
      unsafe inflateReset(stream)
      return unsafe inflateSetDictionary(stream, window.baseAddress, count) == Z_OK
    }
  }
}
