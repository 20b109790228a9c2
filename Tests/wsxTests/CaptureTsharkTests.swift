import Foundation
import TestSupport
import Testing

/// An independent opinion: tshark reads the same files.
@Suite("wsx capture agrees with tshark")
struct CaptureTsharkTests {
  @Test(
    "on what tshark once said of the browsers' captures",
    arguments: ["chromium-plain", "chromium-deflate"])
  func recorded(name: String) throws {
    let table = try String(
      contentsOf: packageDirectory.appendingPathComponent(
        "Tests/TrafficCaptureTests/Fixtures/\(name).tshark.csv"), encoding: .utf8)
    let expected = try TsharkFrame.table(table)
    let captured = try CapturedJSON(CaptureSamples.path("\(name).pcap"))
    #expect(expected.count > 20)
    #expect(try captured.frames() == expected)
    #expect(captured.run.status == 0)
  }

  @Test(
    "on every capture among the samples", .enabled(if: SystemProgram.isExpected("tshark")),
    arguments: CaptureSamples.names)
  func live(name: String) throws {
    let path = CaptureSamples.path(name)
    var arguments = ["tshark", "-r", path, "-Y", "websocket", "-T", "fields"]
    arguments += ["-E", "separator=,", "-E", "occurrence=a", "-E", "aggregator=;"]
    arguments += TsharkFrame.fields.flatMap { ["-e", $0] }
    let run = try SystemProgram.any.run(arguments)
    try #require(run.status == 0, "\(run.errors)")
    let expected = try TsharkFrame.table(run.text)
    #expect(try CapturedJSON(path).frames() == expected)
  }
}
