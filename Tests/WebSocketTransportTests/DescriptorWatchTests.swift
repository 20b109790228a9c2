import Foundation
import Testing

@testable import WebSocketTransport

/// Standard input may be a pipe, or a plain file, which epoll refuses to watch.
@Suite struct DescriptorWatchTests {
  @Test(arguments: EventLoop.Backend.allCases)
  func aPipeIsReadAsItFills(_ backend: EventLoop.Backend) throws {
    let pipe = Pipe()
    #expect(
      try linesRead(from: pipe.fileHandleForReading, backend) {
        try pipe.fileHandleForWriting.write(contentsOf: Data("one\ntwo\n".utf8))
        try pipe.fileHandleForWriting.close()
      } == "one\ntwo\n")
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aPlainFileIsReadToItsEnd(_ backend: EventLoop.Backend) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("watched-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("one\ntwo\n".utf8).write(to: file)
    #expect(try linesRead(from: FileHandle(forReadingFrom: file), backend) == "one\ntwo\n")
  }

  private func linesRead(
    from handle: FileHandle, _ backend: EventLoop.Backend, writing: () throws -> Void = {}
  ) throws -> String {
    let loop = try EventLoop(backend: backend)
    var text = ""
    var watch: DescriptorWatch?
    watch = try DescriptorWatch(handle.fileDescriptor, on: loop) {
      let data = handle.readSomething()
      text += String(decoding: data, as: UTF8.self)
      if data.isEmpty { watch?.cancel() }
    }
    try writing()
    try loop.turn(until: "the input has ended") { !loop.hasWork }
    watch?.cancel()
    return text
  }
}

extension FileHandle {
  /// What one `read` gives; empty at the end.
  fileprivate func readSomething() -> Data {
    (try? read(upToCount: 4)) ?? Data()
  }
}
