import Foundation
import TestSupport
import Testing

/// Compares the frames that `wsx serve` prints with those in a capture of the same bytes.
@Suite("wsx capture of a live session")
struct CaptureLiveTests {
  /// Whether tcpdump is installed and may capture, which is required in CI.
  static var canCapture: Bool { SystemProgram.isExpected("tcpdump") && geteuid() == 0 }

  /// A client with only Python's standard library: a handshake, text, fragments, a ping, compressed
  /// data.
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

  /// Clients that break rules, one after the other, and one that disconnects.
  static let wrongClients = """
    import socket, struct, sys
    head = (b"GET /echo HTTP/1.1\\r\\nHost: localhost\\r\\nUpgrade: websocket\\r\\n"
            b"Connection: Upgrade\\r\\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n"
            b"Sec-WebSocket-Version: 13\\r\\n\\r\\n")
    key = b"abcd"
    reserved, unmasked, not_utf8 = b"\\x83\\x80" + key, b"\\x81\\x05Hello", b"\\x81\\x82" + key + b"\\xa1\\x9d"
    fragmented, short_close = b"\\x09\\x80" + key, b"\\x88\\x81" + key + b"\\x00"
    for frame in (reserved, unmasked, not_utf8, fragmented, short_close):
        s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
        s.settimeout(60)
        s.sendall(head)
        assert b"101" in s.recv(4096)
        s.sendall(frame)
        while s.recv(4096): pass
        s.close()
    s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    s.settimeout(60)
    s.sendall(head)
    assert b"101" in s.recv(4096)
    s.sendall(b"\\x81\\x82" + key + b"\\x29\\x0b")
    s.recv(4096)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()
    """

  @Test("shows what serve showed", .enabled(if: canCapture), .timeLimit(.minutes(10)))
  func serve() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("live-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let told = folder.appendingPathComponent("serve.json")
    let server = try start(
      BuiltProgram.productsDirectory.appendingPathComponent("wsx"),
      ["serve", "--port", "0", "--format", "json"], output: told, folder)
    defer { kill(server.processIdentifier, SIGKILL) }
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
    defer { kill(dump.processIdentifier, SIGKILL) }
    _ = try waitFor("listening on", in: folder.appendingPathComponent("dump.err"))

    for script in [Self.client, Self.wrongClients] {
      let client = try SystemProgram.any.run(["python3", "-c", script, String(port)])
      #expect(client.status == 0, "\(client.errors)")
    }
    let connections = 7
    func reported() throws -> [[String: Any]] {
      // The last line may be incomplete.
      let text = try String(contentsOf: told, encoding: .utf8)
      return try JSONLines.objects(String(text[...(text.lastIndex(of: "\n") ?? text.startIndex)]))
    }
    #expect(
      try poll { try reported().filter { $0["type"] as? String == "end" }.count >= connections }
    )
    // tcpdump writes a moment later.
    #expect(
      try poll {
        let run = try BuiltProgram("wsx").run(["capture", file.path, "--connection", "7"])
        return run.text.contains("TCP RST")
      })
    server.terminate()
    dump.terminate()

    let serveSaid = try reported().filter { $0["type"] as? String == "frame" }
    let captured = try CapturedJSON(file.path)
    #expect(captured.run.status == 1, "\(captured.run.errors)")
    for connection in 1...connections {
      for role in ["client", "server"] {
        let left = serveSaid.filter {
          $0["direction"] as? String == role && $0["connection"] as? Int == connection
        }.map(Self.frame)
        let right = captured.objects("frame").filter {
          $0["direction"] as? String == role && $0["connection"] as? Int == connection
        }.map(Self.frame)
        #expect(left.count >= (connection == 1 ? 8 : 1))
        #expect(left == right)
      }
    }
    let rules = captured.objects("frame").flatMap { object in
      (object["violations"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }
    }
    #expect(
      rules == [
        "frame.opcode-reserved", "mask.client-unmasked", "text.not-utf8",
        "frame.control-fragmented", "close.one-byte",
      ])
    let summary = try BuiltProgram("wsx").run(["capture", file.path]).text
    #expect(summary.contains("1006"), "\(summary)")
    #expect(
      captured.messages(from: "client") == [
        "text Hello", "text fragment",
        "binary " + (0..<256).map { String(format: "%02x", $0) }.joined(),
        "text Hello", "text Hello", "text " + String(repeating: "你好", count: 20), "text cut in two",
      ])
    #expect(captured.messages(from: "server") == captured.messages(from: "client"))
  }

  /// What both show of a frame, without the place and the time.
  private static func frame(_ object: [String: Any]) -> NSDictionary {
    let own = ["time", "packet"]
    return object.filter { !own.contains($0.key) } as NSDictionary
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

  /// The word after some text in a file, once it is there.
  private func waitFor(_ words: String, in file: URL) throws -> Substring {
    var found: Substring = ""
    let isThere = try poll {
      let text = try String(contentsOf: file, encoding: .utf8)
      guard let place = text.range(of: words), text[place.upperBound...].contains("\n") else {
        return false
      }
      found = text[place.upperBound...]
      return true
    }
    #expect(isThere, "\(words) never came")
    return found
  }

  /// Waits up to a minute until a condition is met.
  private func poll(_ look: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<600 {
      if try look() { return true }
      Thread.sleep(forTimeInterval: 0.1)
    }
    return try look()
  }
}
