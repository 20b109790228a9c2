import Foundation
import TestSupport
import Testing

/// What `wsx capture --format json` says of a file.
struct CapturedJSON {
  let objects: [[String: Any]]
  let run: BuiltProgram.Run

  init(_ path: String, _ arguments: [String] = [], input: [UInt8] = []) throws {
    run = try BuiltProgram("wsx").run(
      ["capture", path, "--format", "json"] + arguments, input: input)
    objects = try JSONLines.objects(run.text)
  }

  /// The objects of one type: `exchange`, `frame`, `message` or `end`.
  func objects(_ type: String) -> [[String: Any]] {
    objects.filter { $0["type"] as? String == type }
  }

  /// The complete frames.
  func frames() throws -> [SeenFrame] {
    try objects("frame").filter { $0["complete"] as? Bool == true }.map { frame in
      let ended = objects("message").first { message in
        Self.numbers("connection", "lastFrame", of: message)
          == Self.numbers("connection", "frame", of: frame)
          && message["direction"] as? String == frame["direction"] as? String
      }
      return try Self.frame(frame, ending: ended)
    }
  }

  private static func numbers(
    _ first: String, _ second: String, of object: [String: Any]
  ) -> [Int?] {
    [object[first] as? Int, object[second] as? Int]
  }

  /// The frames that are cut off by the end of the capture or connection.
  func unfinished() -> [[String: Any]] {
    objects("frame").filter { $0["complete"] as? Bool != true }
  }

  static func frame(_ object: [String: Any], ending told: [String: Any]? = nil) throws
    -> SeenFrame
  {
    func bit(_ name: String) throws -> Int { try #require(object[name] as? Bool) ? 1 : 0 }
    var message: String?
    if let told {
      let content = (told["text"] as? String).map(SeenFrame.hex) ?? told["payload"] as? String
      message = try "\(#require(told["opcodeName"] as? String)) \(content ?? "omitted")"
    }
    return SeenFrame(
      direction: try #require(object["direction"] as? String),
      packet: try #require(object["packet"] as? Int),
      fin: try bit("fin") == 1,
      rsv: 4 * (try bit("rsv1")) + 2 * (try bit("rsv2")) + (try bit("rsv3")),
      opcode: try #require(object["opcode"] as? Int),
      masked: try bit("masked") == 1,
      lengthEncoding: try #require(object["lengthEncoding"] as? Int),
      length: try #require(object["payloadLength"] as? Int),
      key: object["maskingKey"] as? String ?? "",
      payload: object["payload"] as? String, message: message)
  }

  /// The messages of one connection and direction: opcode and content.
  func messages(connection: Int = 1, from direction: String) -> [String] {
    objects("message").filter {
      $0["connection"] as? Int == connection && $0["direction"] as? String == direction
    }
    .map { message in
      let content = message["text"] as? String ?? message["payload"] as? String ?? "omitted"
      return "\(message["opcodeName"] ?? "") \(content)"
    }
  }
}
