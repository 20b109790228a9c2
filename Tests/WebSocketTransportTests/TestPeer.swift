import Foundation
import Testing

@testable import WebSocketTransport

/// A peer that is a raw socket, and so can make every mistake.
///
/// Lives in the test's own thread: whenever it has to wait, it lets the loop under test turn.
final class TestPeer {
  let loop: EventLoop
  let descriptor: Int32
  private(set) var received: [UInt8] = []
  private(set) var hasEnded = false
  private(set) var isBroken = false
  private var isClosed = false

  init(port: Int, on loop: EventLoop) throws {
    self.loop = loop
    let address = try #require(
      try SocketAddress.resolve(host: "127.0.0.1", port: port).first)
    descriptor = try Descriptor.connect(to: address)
  }

  deinit { close() }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    Platform.closeDescriptor(descriptor)
  }

  func reset() {
    guard !isClosed else { return }
    isClosed = true
    Descriptor.closeWithReset(descriptor)
  }

  func endSending() {
    Descriptor.endSending(descriptor)
  }

  /// Sends all the bytes; `pieces` bytes at a time, the loop turning between, where that is given.
  func send(_ bytes: [UInt8], pieces: Int? = nil) throws {
    var position = 0
    try loop.turn(until: "the bytes are sent") {
      let end = pieces.map { min(position + $0, bytes.count) } ?? bytes.count
      guard position < end else { return true }
      switch Descriptor.send(descriptor, Array(bytes[position..<end]), from: 0) {
      case .bytes(let count): position += count
      case .notNow: break
      case .end: Issue.record("sent nothing")
      case .broken: isBroken = true
      }
      return position == bytes.count || isBroken
    }
  }

  func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  /// Takes what has arrived, without waiting.
  func takeArrivals() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !hasEnded {
      switch Descriptor.receive(descriptor, into: &buffer, from: 0) {
      case .bytes(let count): received += buffer[..<count]
      case .notNow: return
      case .end: hasEnded = true
      case .broken:
        hasEnded = true
        isBroken = true
      }
    }
  }

  /// Takes `count` bytes, which must arrive.
  func receive(_ count: Int) throws -> [UInt8] {
    try loop.turn(until: "\(count) bytes have arrived") {
      takeArrivals()
      return received.count >= count || hasEnded
    }
    let bytes = Array(received.prefix(count))
    received.removeFirst(bytes.count)
    return bytes
  }

  /// Takes all bytes up to the end of the stream, which must come.
  func receiveToEnd() throws -> [UInt8] {
    try loop.turn(until: "the stream has ended") {
      takeArrivals()
      return hasEnded
    }
    defer { received = [] }
    return received
  }

  /// Takes a head, to the blank line.
  func receiveHead() throws -> String {
    let blankLine = Array("\r\n\r\n".utf8)
    var end: Int?
    try loop.turn(until: "a head has arrived") {
      takeArrivals()
      end = received.indices.first { received[$0...].starts(with: blankLine) }.map { $0 + 4 }
      return end != nil || hasEnded
    }
    let head = received.prefix(end ?? received.count)
    received.removeFirst(head.count)
    return String(decoding: head, as: UTF8.self)
  }

  /// The request of RFC 6455 §1.2, with the key of §1.3.
  static func request(_ resource: String = "/", headers: String = "") -> String {
    "GET \(resource) HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\(headers)\r\n"
  }

  /// Opens a connection.
  func open(_ resource: String = "/") throws {
    try send(Self.request(resource))
    let head = try receiveHead()
    #expect(head.hasPrefix("HTTP/1.1 101 "))
    // The answer to this key is in RFC 6455 §1.3.
    #expect(head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
  }
}

extension EventLoop {
  /// Turns until a condition holds, which it must in time.
  func turn(
    until what: String, within time: Duration = .seconds(120), _ condition: () throws -> Bool
  ) throws {
    let limit = Moment.now.advanced(by: time)
    while try !condition() {
      guard Moment.now < limit else {
        throw NeverHappened(what: what)
      }
      turn(atMost: .milliseconds(1))
    }
  }
}

struct NeverHappened: Error {
  let what: String
}

/// A client's frame, written by the test itself: opcode, payload, and the key of RFC 6455 §5.7.
func clientFrame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
  let key: [UInt8] = [0x37, 0xfa, 0x21, 0x3d]
  return frameStart(first, payload.count, mask: 0x80) + key
    + payload.enumerated().map { $1 ^ key[$0 % 4] }
}

/// A server's frame, written by the test itself.
func serverFrame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
  frameStart(first, payload.count, mask: 0) + payload
}

private func frameStart(_ first: UInt8, _ count: Int, mask: UInt8) -> [UInt8] {
  switch count {
  case 0...125: [first, mask | UInt8(count)]
  case 126...65_535: [first, mask | 126, UInt8(count >> 8), UInt8(count & 255)]
  default: [first, mask | 127] + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
  }
}

/// How many descriptors this process has open; nil where the system has no such number.
func openDescriptorCount() -> Int? {
  try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count
}
