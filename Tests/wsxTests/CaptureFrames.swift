import Foundation
import TestSupport
import Testing

/// A frame's fields as tshark tells them, one row of its table.
struct TsharkFrame: Hashable {
  var packet: Int
  var fin: Int
  var rsv: Int
  var opcode: Int
  var masked: Int
  var length: Int
  var extended16: Int?
  var extended64: Int?
  var key: String

  /// The fields to ask tshark for, in the order of its columns.
  static let fields = [
    "frame.number", "tcp.srcport", "websocket.fin", "websocket.rsv", "websocket.opcode",
    "websocket.mask", "websocket.payload_length", "websocket.payload_length_ext_16",
    "websocket.payload_length_ext_64", "websocket.masking_key",
  ]

  /// Reads a table of those columns; several frames of one packet stand in one row, behind `;`.
  static func table(_ text: String, separator: Character = ",") throws -> [TsharkFrame] {
    try text.split(separator: "\n").filter { !$0.hasPrefix("frame.number") }.flatMap { line in
      let columns = line.split(separator: separator, omittingEmptySubsequences: false).map {
        $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      }
      try #require(columns.count == 10)
      // Columns that only some frames have are shorter, and are handed out in order.
      var used = [Int](repeating: 0, count: 10)
      func next(_ column: Int) -> String {
        defer { used[column] += 1 }
        return used[column] < columns[column].count ? columns[column][used[column]] : ""
      }
      let packet = try #require(Int(next(0)))
      return try columns[2].indices.map { _ in
        let fin = try #require(Int(next(2)))
        let rsv = try #require(Int(next(3).dropFirst(2), radix: 16))
        let opcode = try #require(Int(next(4)))
        let masked = try #require(Int(next(5)))
        let length = try #require(Int(next(6)))
        return TsharkFrame(
          packet: packet, fin: fin, rsv: rsv, opcode: opcode, masked: masked, length: length,
          extended16: length == 126 ? Int(next(7)) : nil,
          extended64: length == 127 ? Int(next(8)) : nil,
          key: masked == 1 ? next(9).replacingOccurrences(of: ":", with: "") : "")
      }
    }
  }
}

/// What `wsx capture --format json` says of a file.
struct CapturedJSON {
  let objects: [[String: Any]]
  let run: BuiltProgram.Run

  init(_ path: String, _ arguments: String...) throws {
    run = try BuiltProgram("wsx").run(["capture", path, "--format", "json"] + arguments)
    objects = try run.text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  /// The frames in tshark's terms.
  func frames() throws -> [TsharkFrame] {
    try objects.map { object in
      func bit(_ name: String) throws -> Int { try #require(object[name] as? Bool) ? 1 : 0 }
      let encoding = try #require(object["lengthEncoding"] as? Int)
      let length = try #require(object["payloadLength"] as? Int)
      return TsharkFrame(
        packet: try #require(object["packet"] as? Int),
        fin: try bit("fin"),
        rsv: 4 * (try bit("rsv1")) + 2 * (try bit("rsv2")) + (try bit("rsv3")),
        opcode: try #require(object["opcode"] as? Int),
        masked: try bit("masked"),
        length: encoding == 7 ? length : encoding == 16 ? 126 : 127,
        extended16: encoding == 16 ? length : nil, extended64: encoding == 64 ? length : nil,
        key: object["maskingKey"] as? String ?? "")
    }
  }

  /// The messages of one connection and direction: opcode and content.
  func messages(connection: Int = 1, from direction: String) -> [String] {
    objects.filter {
      $0["connection"] as? Int == connection && $0["direction"] as? String == direction
    }
    .compactMap { $0["message"] as? [String: Any] }
    .map { message in
      let content = message["text"] as? String ?? message["payload"] as? String ?? "omitted"
      return "\(message["opcodeName"] ?? "") \(content)"
    }
  }
}
