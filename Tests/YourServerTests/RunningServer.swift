import Foundation
import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a test waited for did not come.
struct NotThere: Error, CustomStringConvertible {
  var description: String
}

/// `lesson10` on a free port.
final class RunningServer {
  private let process = Process()
  private let file = FileManager.default.temporaryDirectory.appending(
    path: "server-\(UUID().uuidString).txt")
  private(set) var port = 0

  init(_ arguments: String...) throws {
    try Data().write(to: file)
    process.executableURL = BuiltProgram.productsDirectory.appending(path: "lesson10")
    process.arguments = arguments + ["--port", "0"]
    process.currentDirectoryURL = packageFolder
    process.standardInput = FileHandle.nullDevice
    let handle = try FileHandle(forWritingTo: file)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    try waitFor("Ctrl-C ends the server.")
    let digits = output(after: "http://localhost:").prefix { $0.isNumber }
    port = Int(digits) ?? 0
  }

  deinit {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: file)
  }

  /// All that the server has written.
  var output: String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }

  private func output(after start: String) -> Substring {
    output.firstRange(of: start).map { output[$0.upperBound...] } ?? ""
  }

  /// Waits until the server has written this, three minutes at most.
  func waitFor(_ words: String) throws {
    let deadline = Date().addingTimeInterval(180)
    while !output.contains(words) {
      guard Date() < deadline, process.isRunning else {
        throw NotThere(description: "the server did not write \"\(words)\":\n\(output)")
      }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  /// Ends it as Ctrl-C does; returns its exit code.
  func stop() throws -> Int32 {
    process.interrupt()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

/// A client that sends the bytes that a test gives it.
final class RawClient {
  private let socket: Int32

  /// Connects and sends a request; after a right opening handshake it waits for the answer.
  init(_ port: Int, request: String? = nil) throws {
    #if canImport(Glibc)
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket = Foundation.socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw NotThere(description: "no connection to \(port)") }
    var limit = timeval(tv_sec: 30, tv_usec: 0)
    _ = unsafe setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let upgrade = """
      GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n
      """
    send(Array((request ?? upgrade).utf8))
    guard request == nil else { return }
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
      let byte = receive(1)
      guard !byte.isEmpty else { throw NotThere(description: "no answer to the request") }
      head += byte
    }
  }

  deinit { close(socket) }

  func send(_ bytes: [UInt8]) {
    _ = unsafe bytes.withUnsafeBytes { unsafe Foundation.send(socket, $0.baseAddress, $0.count, 0) }
  }

  /// The next bytes; fewer where the server sends no more.
  func receive(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var buffer = [UInt8](repeating: 0, count: count - bytes.count)
      let received = unsafe recv(socket, &buffer, buffer.count, 0)
      guard received > 0 else { break }
      bytes += buffer[..<received]
    }
    return bytes
  }

  /// All bytes until the server closes.
  func receiveAll() -> [UInt8] { receive(1 << 20) }
}
