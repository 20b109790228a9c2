import Foundation
import TestSupport
import Testing

/// Compares with independent readers of the same files: tshark, and a script in Python.
@Suite("wsx capture agrees with others")
struct CaptureTsharkTests {
  /// What a file does not say.
  struct Hints {
    var wsx: [String] = []
    var tshark: [String] = []
    var clientPort: Int?
  }

  /// Captures that cannot be read without hints.
  static let hints = [
    "pieces/joined-late.pcap": Hints(
      wsx: ["--assume", "frames,client=48644,no-extensions"],
      tshark: ["-d", "tcp.port==18080,websocket"], clientPort: 48644)
  ]

  static let directions = ["client", "server"]

  private func captured(_ path: String) throws -> CapturedJSON {
    try CapturedJSON(Self.whole(path), Self.hints[path]?.wsx ?? [])
  }

  private static func whole(_ path: String) -> String {
    CaptureSamples.directory.appendingPathComponent(path).path
  }

  @Test(
    "with recorded output of tshark for the browsers' captures",
    arguments: [("chromium-plain", 18080), ("chromium-deflate", 18081)])
  func recorded(name: String, serverPort: Int) throws {
    let table = try String(
      contentsOf: packageDirectory.appendingPathComponent(
        "Tests/TrafficCaptureTests/Fixtures/\(name).tshark.csv"), encoding: .utf8)
    let expected = try TsharkReading(table: table, serverPort: serverPort).frames
    let captured = try captured("captures/\(name).pcap")
    let frames = try captured.frames().map { frame in
      var frame = frame
      frame.payload = nil
      frame.message = nil
      return frame
    }
    #expect(expected.count > 20)
    #expect(frames == expected)
    #expect(captured.run.status == 0)
  }

  @Test("on captures that are all found among the samples")
  func walk() {
    #expect(CaptureSamples.paths.count > 50)
    #expect(Set(TsharkDifference.all.keys).isSubset(of: CaptureSamples.paths))
    #expect(Set(Self.hints.keys).isSubset(of: CaptureSamples.paths))
  }

  @Test(
    "with tshark, on every frame of every capture",
    .enabled(if: SystemProgram.isExpected("tshark")), arguments: CaptureSamples.paths)
  func tshark(path: String) throws {
    let hints = Self.hints[path]
    var theirs = try TsharkReading(
      Self.whole(path), options: hints?.tshark ?? [], clientPort: hints?.clientPort
    ).frames
    let captured = try captured(path)
    var ours = try captured.frames()
    // Some do not even have a whole header.
    let unfinished = try captured.unfinished().filter { $0["payloadLength"] is Int }
      .map { try CapturedJSON.frame($0) }
    for difference in TsharkDifference.all[path] ?? [] {
      let complaint = difference.settle(tshark: &theirs, wsx: &ours, unfinished: unfinished)
      #expect(
        complaint == nil, "packet \(difference.packet), “\(difference.reason)”: \(complaint ?? "")")
    }
    for direction in Self.directions {
      let left = theirs.filter { $0.direction == direction }
      let right = ours.filter { $0.direction == direction }
      #expect(left.count == right.count)
      for (left, var right) in zip(left, right) {
        // tshark does not show empty texts and binary messages.
        if left.message == nil, let message = right.message {
          #expect(message == "text " || message.hasPrefix("binary "))
          right.message = nil
        }
        #expect(left == right)
      }
    }
  }

  @Test(
    "with a reader in Python, on every frame and message of every capture",
    .enabled(if: SystemProgram.isExpected("python3")), arguments: CaptureSamples.paths)
  func python(path: String) throws {
    let captured = try captured(path)
    let theirs = try PythonReading(Self.whole(path), clientPort: Self.hints[path]?.clientPort)
    let ours = try captured.frames()
    for direction in Self.directions {
      let left = theirs.frames.filter { $0.direction == direction }
      let right = ours.filter { $0.direction == direction }
      #expect(left == right)
      let unfinished = captured.unfinished().filter { $0["direction"] as? String == direction }
      #expect(unfinished.count == theirs.unfinished[direction] ?? 0)
    }
  }
}
