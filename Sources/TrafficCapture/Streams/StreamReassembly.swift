/// Puts the bytes of one direction of a TCP connection in order.
///
/// Segments that come early wait, and repeated bytes are left out; where segments overlap, the bytes
/// that came first are used. Sequence numbers start again at 2^32, so only differences are compared.
struct StreamReassembly: Sendable {
  /// What comes next in the direction.
  enum Output: Equatable {
    /// Bytes in order.
    case bytes([UInt8], packet: Int, time: Timestamp?)
    /// Missing bytes; nil if their number is not known.
    case gap(UInt32?, packet: Int, time: Timestamp?)
    /// The end of the direction.
    case end(packet: Int, time: Timestamp?)
  }

  /// A segment that waits for bytes before it.
  private struct Waiting {
    var sequence: UInt32
    var bytes: [UInt8]
    var packet: Int
    var time: Timestamp?

    var end: UInt32 { sequence &+ UInt32(truncatingIfNeeded: bytes.count) }

    /// Removes up to `count` bytes at the start, and returns how many.
    @discardableResult
    mutating func trimStart(_ count: Int) -> Int {
      let left = min(count, bytes.count)
      bytes.removeFirst(left)
      sequence = sequence &+ UInt32(truncatingIfNeeded: left)
      return left
    }
  }

  /// The number of the next byte; nil until the start is known.
  private(set) var next: UInt32?
  /// The number of the first byte, from the SYN; nil if none was captured.
  private(set) var start: UInt32?
  private var waiting: [Waiting] = []
  /// How many bytes wait for bytes before them.
  private(set) var waitingByteCount = 0
  /// How many segments wait.
  var waitingCount: Int { waiting.count }
  /// The number after that of the last byte, with the packet that said so.
  private var end: (sequence: UInt32, packet: Int, time: Timestamp?)?
  /// Whether the end was reached.
  private(set) var hasEnded = false

  /// Whether a segment or the end waits for bytes before it.
  var isWaiting: Bool { !waiting.isEmpty || (end != nil && !hasEnded) }

  /// Whether a SYN may give `first` as the number of the first byte of this direction.
  func mayStart(at first: UInt32) -> Bool {
    if let start { return start == first }
    guard next == nil else { return false }
    return waiting.allSatisfy { Self.distance(from: first, to: $0.sequence) < 1 << 24 }
  }

  /// How many bytes `to` is after `from`; a very large number if it is before.
  static func distance(from: UInt32, to: UInt32) -> UInt32 { to &- from }

  /// How many bytes `to` is after `from`; negative if it is before.
  private static func signedDistance(from: UInt32, to: UInt32) -> Int32 {
    Int32(bitPattern: to &- from)
  }

  /// Takes a SYN, which says where the stream begins.
  mutating func begin(
    at first: UInt32, packet: Int, time: Timestamp?, into output: inout [Output]
  ) {
    guard next == nil else { return }
    start = first
    next = first
    release(completedBy: packet, time, into: &output)
  }

  /// Takes the bytes of a segment.
  mutating func receive(
    _ bytes: [UInt8], at sequence: UInt32, packet: Int, time: Timestamp?,
    into output: inout [Output]
  ) {
    guard !hasEnded, !bytes.isEmpty else { return }
    if let next, sequence == next, waiting.isEmpty {
      // Nearly all segments are in order.
      self.next = next &+ UInt32(truncatingIfNeeded: bytes.count)
      output.append(.bytes(bytes, packet: packet, time: time))
      endIfReached(into: &output)
      return
    }
    insert(Waiting(sequence: sequence, bytes: bytes, packet: packet, time: time))
    release(completedBy: packet, time, into: &output)
  }

  /// Takes note that the capture cut bytes off a packet, which are not expected any more.
  mutating func leaveOut(
    _ count: Int, at sequence: UInt32, packet: Int, time: Timestamp?, into output: inout [Output]
  ) {
    guard next == sequence, !hasEnded else { return }
    let size = UInt32(truncatingIfNeeded: count)
    next = sequence &+ size
    output.append(.gap(size, packet: packet, time: time))
    release(completedBy: packet, time, into: &output)
  }

  /// Takes a FIN, which says where the stream ends.
  mutating func finish(
    at sequence: UInt32, packet: Int, time: Timestamp?, into output: inout [Output]
  ) {
    guard end == nil, !hasEnded else { return }
    end = (sequence, packet, time)
    endIfReached(into: &output)
  }

  /// Gives up waiting for the first missing bytes, and makes a gap of them.
  mutating func skipGap(into output: inout [Output]) {
    guard let first = waiting.first else {
      guard let end, !hasEnded else { return }
      hasEnded = true
      let missing = next.map { Self.distance(from: $0, to: end.sequence) }
      if missing != 0 { output.append(.gap(missing, packet: end.packet, time: end.time)) }
      output.append(.end(packet: end.packet, time: end.time))
      return
    }
    let size = next.map { Self.distance(from: $0, to: first.sequence) }
    next = first.sequence
    output.append(.gap(size, packet: first.packet, time: first.time))
    release(completedBy: nil, nil, into: &output)
  }

  // MARK: - Waiting segments

  /// Adds a segment to those that wait, without bytes that are already there.
  private mutating func insert(_ segment: Waiting) {
    var segment = segment
    if let next {
      let early = Self.signedDistance(from: segment.sequence, to: next)
      if early > 0 { segment.trimStart(Int(early)) }
    }
    guard !segment.bytes.isEmpty else { return }
    let sequence = segment.sequence
    let before = waiting.lastIndex { Self.signedDistance(from: $0.sequence, to: sequence) >= 0 }
    var place = before.map { $0 + 1 } ?? 0
    // The segment before may overlap this one, and this one the segments after it.
    if place > 0 {
      let overlap = Self.signedDistance(from: segment.sequence, to: waiting[place - 1].end)
      if overlap > 0 { segment.trimStart(Int(overlap)) }
    }
    while !segment.bytes.isEmpty, place < waiting.count {
      let room = Int(Self.signedDistance(from: segment.sequence, to: waiting[place].sequence))
      guard room < segment.bytes.count else { break }
      if room > 0 {
        var piece = segment
        piece.bytes = Array(segment.bytes[..<room])
        add(piece, at: place)
        place += 1
      }
      let covered = Int(Self.signedDistance(from: segment.sequence, to: waiting[place].end))
      segment.trimStart(max(covered, 0))
      place += 1
    }
    if !segment.bytes.isEmpty { add(segment, at: place) }
  }

  private mutating func add(_ segment: Waiting, at index: Int) {
    waiting.insert(segment, at: index)
    waitingByteCount += segment.bytes.count
  }

  /// Outputs the waiting segments that are now in order, with the packet that made them so.
  private mutating func release(
    completedBy packet: Int?, _ time: Timestamp?, into output: inout [Output]
  ) {
    guard var next else { return }
    var used = 0
    for index in waiting.indices {
      // A start that becomes known late may be after segments that wait.
      let late = Self.signedDistance(from: waiting[index].sequence, to: next)
      if late > 0 { waitingByteCount -= waiting[index].trimStart(Int(late)) }
      if waiting[index].bytes.isEmpty {
        used += 1
        continue
      }
      guard waiting[index].sequence == next else { break }
      let segment = waiting[index]
      next = segment.end
      output.append(
        .bytes(
          segment.bytes, packet: packet ?? segment.packet, time: packet == nil ? segment.time : time
        ))
      waitingByteCount -= segment.bytes.count
      used += 1
    }
    waiting.removeFirst(used)
    self.next = next
    endIfReached(into: &output)
  }

  private mutating func endIfReached(into output: inout [Output]) {
    guard let end, let next, !hasEnded, Self.signedDistance(from: end.sequence, to: next) >= 0
    else { return }
    hasEnded = true
    output.append(.end(packet: end.packet, time: end.time))
  }
}
