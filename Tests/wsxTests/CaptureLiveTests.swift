import Foundation
import TestSupport
import Testing

/// What `wsx serve` says of its frames, and what a capture of the same bytes says.
@Suite("wsx capture of a live session")
struct CaptureLiveTests {
  /// Whether tcpdump is there and may capture; in CI it must be.
  static var canCapture: Bool { SystemProgram.isExpected("tcpdump") && geteuid() == 0 }

  /// Python's standard library alone: a handshake, then text, fragments, a ping, compressed data.
  static let client = """
    import os, socket, struct, sys, time, zlib
    def frame(first, data=b""):
        key = os.urandom(4)
        n = len(data)
        head = bytes([first, 0x80 | n]) if n < 126 else bytes([first, 0xfe]) + struct.pack(">H", n)
        return head + key + bytes(b ^ key[i % 4] for i, b in enumerate(data))
    s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    s.sendall(b"GET /echo HTTP/1.1\\r\\nHost: localhost\\r\\nUpgrade: websocket\\r\\n"
              b"Connection: Upgrade\\r\\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n"
              b"Sec-WebSocket-Version: 13\\r\\n"
              b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\\r\\n\\r\\n")
    answer = s.recv(4096)
    assert b"permessage-deflate" in answer, answer
    deflate = zlib.compressobj(wbits=-9)
    def compressed(data):
        return (deflate.compress(data) + deflate.flush(zlib.Z_SYNC_FLUSH))[:-4]
    s.sendall(frame(0x81, b"Hello") + frame(0x01, b"frag") + frame(0x89, b"mid") + frame(0x80, b"ment"))
    time.sleep(0.1)
    s.sendall(frame(0x82, bytes(range(256))))
    for text in (b"Hello", b"Hello", "你好".encode() * 20):
        s.sendall(frame(0xc1, compressed(text)))
    data = compressed(b"cut in two")
    s.sendall(frame(0x41, data[:3]))
    time.sleep(0.05)
    s.sendall(frame(0x80, data[3:]))
    time.sleep(0.2)
    s.sendall(frame(0x88, struct.pack(">H", 1000) + b"bye"))
    s.settimeout(5)
    while s.recv(4096): pass
    """

  @Test("equals what serve reported of it", .enabled(if: canCapture), .timeLimit(.minutes(10)))
  func serve() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("live-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let told = folder.appendingPathComponent("serve.json")
    let server = try start(
      BuiltProgram.productsDirectory.appendingPathComponent("wsx"),
      ["serve", "--port", "0", "--format", "json"], output: told, folder)
    defer { server.terminate() }
    let port = try waitFor("ws://127.0.0.1:", in: folder.appendingPathComponent("serve.err"))
      .prefix { $0.isNumber }

    let file = folder.appendingPathComponent("live.pcap")
    let dump = try start(
      URL(fileURLWithPath: "/usr/bin/env"),
      [
        "tcpdump", "-i", "lo", "-Z", "root", "-U", "--immediate-mode", "-w", file.path,
        "tcp port \(port)",
      ],
      output: folder.appendingPathComponent("dump.out"), folder, name: "dump")
    defer { dump.terminate() }
    _ = try waitFor("listening on", in: folder.appendingPathComponent("dump.err"))

    let client = try SystemProgram.any.run(["python3", "-c", Self.client, String(port)])
    #expect(client.status == 0, "\(client.errors)")
    Thread.sleep(forTimeInterval: 0.3)
    server.terminate()
    dump.terminate()
    for _ in 0..<600 where server.isRunning || dump.isRunning {
      Thread.sleep(forTimeInterval: 0.1)
    }

    let reported = try objects(String(contentsOf: told, encoding: .utf8))
      .filter { $0["event"] as? String == "frame" }
    let captured = try CapturedJSON(file.path)
    #expect(captured.run.status == 0, "\(captured.run.errors)")
    for role in ["client", "server"] {
      let left = reported.filter { $0["sender"] as? String == role }.map(Self.frame)
      let right = captured.objects.filter { $0["direction"] as? String == role }.map(Self.frame)
      #expect(left.count >= 8)
      #expect(left == right)
    }
    #expect(
      captured.messages(from: "client") == [
        "text Hello", "text fragment",
        "binary " + (0..<256).map { String(format: "%02x", $0) }.joined(),
        "text Hello", "text Hello", "text " + String(repeating: "你好", count: 20), "text cut in two",
      ])
    #expect(captured.messages(from: "server") == captured.messages(from: "client"))
  }

  /// What both say of a frame, without where and when each saw it.
  private static func frame(_ object: [String: Any]) -> NSDictionary {
    let own = [
      "event", "time", "connection", "sender", "direction", "packet", "message", "inflated",
      "inflatedText",
    ]
    return object.filter { !own.contains($0.key) } as NSDictionary
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private func start(
    _ program: URL, _ arguments: [String], output: URL, _ folder: URL, name: String = "serve"
  ) throws -> Process {
    let errors = folder.appendingPathComponent("\(name).err")
    try Data().write(to: output)
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    return process
  }

  /// What stands behind some words in a file, once they are there.
  private func waitFor(_ words: String, in file: URL) throws -> Substring {
    for _ in 0..<600 {
      let text = try String(contentsOf: file, encoding: .utf8)
      if let place = text.range(of: words), text[place.upperBound...].contains("\n") {
        return text[place.upperBound...]
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
    Issue.record("\(words) never came")
    return ""
  }
}
