import Foundation
import TestSupport
import Testing

@Suite("wsx decode --format json")
struct DecodeJSONTests {
  let wsx = BuiltProgram("wsx")

  /// The objects that a run prints, one per line.
  func objects(_ arguments: [String], input: [UInt8] = []) throws -> [[String: Any]] {
    try JSONLines.objects(
      try wsx.run(["decode", "--format", "json"] + arguments, input: input).text)
  }

  @Test("prints the schema exactly")
  func schema() throws {
    let run = try wsx.run([
      "decode", "--format", "json", "81", "85", "37", "fa", "21", "3d", "7f", "9f", "4d", "51",
      "58",
    ])
    #expect(
      run.text.prefix { $0 != "\n" } == """
        {"schema":2,"type":"frame","connection":1,"direction":null,"time":null,"packet":null,\
        "frame":1,"offset":0,"size":11,"headerSize":6,"complete":true,\
        "fin":true,"rsv1":false,"rsv2":false,"rsv3":false,"opcode":1,"opcodeName":"text","masked":true,\
        "maskingKey":"37fa213d","lengthEncoding":7,"payloadLength":5,"payload":"48656c6c6f",\
        "text":"Hello","violations":[]}
        """)
    #expect(run.status == 0)
  }

  @Test("has no key for an unmasked frame, and no text for a binary frame")
  func unmaskedBinary() throws {
    let frame = try #require(try objects(["82 03 01 02 03"]).first)
    #expect(frame["maskingKey"] is NSNull)
    #expect(frame["masked"] as? Bool == false)
    #expect(frame["text"] == nil)
    #expect(frame["payload"] as? String == "010203")
  }

  @Test("prints an object for an incomplete frame, even of one byte, with status 4")
  func truncated() throws {
    let hello: [UInt8] = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
    for count in 1..<hello.count {
      let hex = hello[..<count].map { String($0, radix: 16) }.joined(separator: ",0x")
      let run = try wsx.run(["decode", "--format", "json", "0x\(hex)"])
      #expect(run.status == 4)
      let frame = try #require(try objects(["0x\(hex)"]).first)
      #expect(frame["complete"] as? Bool == false)
      #expect(frame["size"] as? Int == count)
      let missing = try #require(frame["missing"] as? Int)
      #expect(missing == (count == 1 ? 1 : hello.count - count), "\(count) bytes")
    }
  }

  @Test("has the code, name and reason of a close frame")
  func close() throws {
    let frame = try #require(try objects(["88 05 03 e8 62 79 65"]).first)
    let close = try #require(frame["close"] as? [String: Any])
    #expect(close["code"] as? Int == 1000)
    #expect(close["name"] as? String == "normal closure")
    #expect(close["reason"] as? String == "bye")
  }

  @Test("has the whole message after the frame that ends it")
  func message() throws {
    // RFC 6455 §5.7: "Hel" and "lo", with a ping between them.
    let objects = try objects(["01 03 48 65 6c 89 00 80 02 6c 6f"])
    #expect(
      objects.map { $0["type"] as? String } == ["frame", "frame", "frame", "message", "end"])
    let message = objects[3]
    #expect(message["lastFrame"] as? Int == 3)
    #expect(message["opcodeName"] as? String == "text")
    #expect(message["frames"] as? Int == 2)
    #expect(message["payloadLength"] as? Int == 5)
    #expect(message["text"] as? String == "Hello")
  }

  @Test("has the rule, section, close code and bits of a violation")
  func violation() throws {
    let run = try wsx.run(["decode", "--format", "json", "83", "00"])
    #expect(run.status == 1)
    let frame = try #require(try objects(["83 00"]).first)
    let violations = try #require(frame["violations"] as? [[String: Any]])
    let violation = try #require(violations.first)
    #expect(violations.count == 1)
    #expect(violation["rule"] as? String == "frame.opcode-reserved")
    #expect(violation["section"] as? String == "5.2")
    #expect(violation["closeCode"] as? Int == 1002)
    #expect(violation["bit"] as? Int == 4)
    #expect(violation["width"] as? Int == 4)
  }

  @Test("has status 4 for an incomplete frame, even with violations")
  func ranks() throws {
    #expect(try wsx.run(["decode", "83 05 48"]).status == 4)
    #expect(try wsx.run(["decode", "83 00"]).status == 1)
  }

  @Test("has no text for a payload that is not UTF-8")
  func invalidText() throws {
    let frame = try #require(try objects(["81 01 ff"]).first)
    #expect(frame["text"] == nil)
    let violations = try #require(frame["violations"] as? [[String: Any]])
    #expect(violations.first?["closeCode"] as? Int == 1007)
    #expect(violations.first?["bit"] as? Int == 16)
  }

  @Test("has the fields with --fields")
  func fields() throws {
    let frame = try #require(try objects(["--fields", "81 00"]).first)
    let fields = try #require(frame["fields"] as? [[String: Any]])
    #expect(fields.count >= 7)
  }

  @Test("judges the mask by the role, which is never guessed")
  func roles() throws {
    for (from, frame, status) in [
      ("client", "81 00", 1), ("server", "81 00", 0), ("unknown", "81 00", 0),
      ("client", "81 80 01 02 03 04", 0), ("server", "81 80 01 02 03 04", 1),
      ("unknown", "81 80 01 02 03 04", 0),
    ] {
      let run = try wsx.run(["decode", "--from", from, frame])
      #expect(run.status == Int32(status), "\(frame) from \(from)")
    }
  }

  @Test("judges RSV1 by the extensions, which are never guessed")
  func extensions() throws {
    for (extensions, status) in [("none", 1), ("permessage-deflate", 0), ("unknown", 0)] {
      let run = try wsx.run(["decode", "--extensions", extensions, "c1 01 00"])
      #expect(run.status == Int32(status), "\(extensions)")
    }
  }
}
