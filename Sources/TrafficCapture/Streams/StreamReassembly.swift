/// Puts the bytes of one direction of a TCP connection in order.
///
/// What comes early waits; what was there before is left out; of what overlaps, the bytes that came
/// first count. Sequence numbers go round at 2^32, so only their differences mean anything.
struct StreamReassembly: Sendable {
  /// Bytes in order, or a hole in front of the next ones.
  enum Output: Equatable {
    case bytes([UInt8], packet: Int, time: Timestamp?)
    case gap(UInt32?, packet: Int, time: Timestamp?)
    case end(packet: Int, time: Timestamp?)
  }

  /// A segment that waits for what is before it.
  private struct Waiting {
    var sequence: UInt32
    var bytes: [UInt8]
    var packet: Int
    var time: Timestamp?

    var end: UInt32 { sequence &+ UInt32(truncatingIfNeeded: bytes.count) }

    /// Leaves out the first bytes; gives how many there were of them.
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
  /// The number that the SYN announced for the first byte.
  private(set) var start: UInt32?
  private var waiting: [Waiting] = []
  private(set) var waitingByteCount = 0
  /// How many segments wait.
  var waitingCount: Int { waiting.count }
  /// The number of the byte behind the last one, with the packet that said so.
  private var end: (sequence: UInt32, packet: Int, time: Timestamp?)?
  private(set) var hasEnded = false

  /// Whether something waits for bytes before it.
  var isWaiting: Bool { !waiting.isEmpty || (end != nil && !hasEnded) }

  /// Whether a SYN with that number may open this direction: nothing contradicts it so far.
  func mayStart(at first: UInt32) -> Bool {
    if let start { return start == first }
    guard next == nil else { return false }
    return waiting.allSatisfy { Self.distance(from: first, to: $0.sequence) < 1 << 24 }
  }

  /// A small non-negative number where `to` lies behind `from`, else a large one.
  static func distance(from: UInt32, to: UInt32) -> UInt32 { to &- from }

  /// How far `to` lies behind `from`; negative where it lies before.
  private static func signedDistance(from: UInt32, to: UInt32) -> Int32 {
    Int32(bitPattern: to &- from)
  }

  /// Learns from a SYN where the stream begins.
  mutating func begin(
    at first: UInt32, packet: Int, time: Timestamp?, into output: inout [Output]
  ) {
    guard next == nil else { return }
    start = first
    next = first
    release(completedBy: packet, time, into: &output)
  }

  /// Takes a segment's bytes.
  mutating func receive(
    _ bytes: [UInt8], at sequence: UInt32, packet: Int, time: Timestamp?,
    into output: inout [Output]
  ) {
    guard !hasEnded, !bytes.isEmpty else { return }
    if let next, sequence == next, waiting.isEmpty {
      // Nearly every segment.
      self.next = next &+ UInt32(truncatingIfNeeded: bytes.count)
      output.append(.bytes(bytes, packet: packet, time: time))
      endIfReached(into: &output)
      return
    }
    insert(Waiting(sequence: sequence, bytes: bytes, packet: packet, time: time))
    release(completedBy: packet, time, into: &output)
  }

  /// Learns that the capture has cut bytes off a packet: a hole that nothing will fill.
  mutating func leaveOut(
    _ count: Int, at sequence: UInt32, packet: Int, time: Timestamp?, into output: inout [Output]
  ) {
    guard next == sequence, !hasEnded else { return }
    let size = UInt32(truncatingIfNeeded: count)
    next = sequence &+ size
    output.append(.gap(size, packet: packet, time: time))
    release(completedBy: packet, time, into: &output)
  }

  /// Learns from a FIN where the stream ends.
  mutating func finish(
    at sequence: UInt32, packet: Int, time: Timestamp?, into output: inout [Output]
  ) {
    guard end == nil, !hasEnded else { return }
    end = (sequence, packet, time)
    endIfReached(into: &output)
  }

  /// Gives up waiting for the first missing bytes, and tells the hole.
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

  // MARK: - What waits

  /// Puts a segment among those that wait, without the bytes that are there already.
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
    // The one before may reach into this one, and this one into those behind.
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

  /// Hands out what is in order now; all of it came with the packet that filled the hole.
  private mutating func release(
    completedBy packet: Int?, _ time: Timestamp?, into output: inout [Output]
  ) {
    guard var next else { return }
    var used = 0
    for index in waiting.indices {
      // A start that is learned late may lie behind what waits.
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
