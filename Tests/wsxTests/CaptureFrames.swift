import Foundation
import TestSupport
import Testing

/// A frame of a capture as one of its readers tells it: `wsx`, tshark, or a script in Python.
struct SeenFrame: Hashable {
  /// `client` or `server`.
  var direction: String
  /// The packet that completes it.
  var packet: Int
  var fin: Bool
  var rsv: Int
  var opcode: Int
  var masked: Bool
  /// In how many bits its length is written: 7, 16 or 64.
  var lengthEncoding: Int
  var length: Int
  var key: String
  /// The payload, unmasked, as hex digits; nil where the reader does not tell it.
  var payload: String?
  /// The message that it ends, inflated: its kind, and its bytes as hex digits.
  var message: String?

  /// Without the payload, of which a frame that is cut off has only a part.
  var header: SeenFrame {
    var header = self
    header.payload = nil
    header.message = nil
    header.packet = 0
    return header
  }

  static func hex(_ text: String) -> String {
    text.utf8.map { String(format: "%02x", $0) }.joined()
  }
}

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

  /// The frames that are there whole.
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

  /// The frames that the capture or the connection ends inside of.
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

/// One JSON object on each line.
enum JSONLines {
  static func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }
}

/// A second opinion: a reader of captures in Python, with Python's own zlib.
struct PythonReading {
  let frames: [SeenFrame]
  /// How many frames each direction ends inside of.
  let unfinished: [String: Int]

  init(_ path: String, clientPort: Int?) throws {
    let script = packageDirectory.appendingPathComponent("Tests/wsxTests/Fixtures/read-capture.py")
    let run = try SystemProgram.any.run(
      ["python3", script.path, path] + (clientPort.map { [String($0)] } ?? []))
    try #require(run.status == 0, "\(run.errors)")
    let objects = try JSONLines.objects(run.text)
    func isWhole(_ object: [String: Any]) -> Bool { object["complete"] as? Bool == true }
    unfinished = Dictionary(
      objects.filter { !isWhole($0) }.map { ($0["direction"] as? String ?? "", 1) },
      uniquingKeysWith: +)
    frames = try objects.filter(isWhole).map { object in
      func number(_ name: String) throws -> Int { try #require(object[name] as? Int, "\(name)") }
      let kind = object["messageOpcode"] as? Int == 1 ? "text" : "binary"
      return SeenFrame(
        direction: try #require(object["direction"] as? String),
        packet: try number("packet"), fin: try number("fin") == 1, rsv: try number("rsv"),
        opcode: try number("opcode"), masked: try number("masked") == 1,
        lengthEncoding: try number("form"), length: try number("length"),
        key: try #require(object["key"] as? String), payload: object["payload"] as? String,
        message: (object["message"] as? String).map { "\(kind) \($0)" })
    }
  }
}
