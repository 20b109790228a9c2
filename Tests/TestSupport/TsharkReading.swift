import Foundation
import Testing

/// What tshark says of the WebSocket frames of a capture.
package struct TsharkReading {
  package var frames: [SeenFrame] = []

  /// Lets tshark read a file; `clientPort` where the capture does not show who opened a connection.
  package init(_ path: String, options: [String] = [], clientPort: Int? = nil) throws {
    let arguments =
      ["tshark", "-r", path] + options + ["-Y", "websocket || tcp.flags.syn == 1"]
      + ["-T", "json", "-x", "--no-duplicate-keys", "-J", "frame tcp websocket"]
    let run = try SystemProgram.any.run(arguments)
    // A file that is cut off is read to its end, with an error.
    let packets = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [[String: Any]],
      "\(run.errors)")
    var clients: [String: String] = [:]
    for packet in packets {
      let layers = try #require(
        (packet["_source"] as? [String: Any])?["layers"] as? [String: Any])
      let tcp = try #require(layers["tcp"] as? [String: Any])
      let stream = try #require(tcp["tcp.stream"] as? String)
      let source = try #require(tcp["tcp.srcport"] as? String)
      let flags = try #require(
        UInt16((tcp["tcp.flags"] as? String ?? "").dropFirst(2), radix: 16))
      if flags & 0x12 == 0x02 { clients[stream] = source }
      let number = try #require((layers["frame"] as? [String: Any])?["frame.number"] as? String)
      let layer = layers["websocket"]
      let found = layer as? [[String: Any]] ?? (layer as? [String: Any]).map { [$0] } ?? []
      let client = clients[stream] ?? clientPort.map { String($0) }
      for object in found {
        frames.append(
          try Self.frame(
            object, packet: try #require(Int(number)),
            direction: source == client ? "client" : "server"))
      }
    }
  }

  private static func frame(
    _ object: [String: Any], packet: Int, direction: String
  ) throws -> SeenFrame {
    func field(_ name: String) -> String? { object["websocket.\(name)"] as? String }
    func raw(_ name: String, in object: [String: Any]) -> String? {
      (object["websocket.\(name)_raw"] as? [Any])?.first as? String
    }
    let seven = try #require(field("payload_length").flatMap { Int($0) })
    let extended = field("payload_length_ext_16") ?? field("payload_length_ext_64")
    let text = (object["websocket.payload"] as? [String: Any]).flatMap {
      raw("payload.text", in: $0)
    }
    return SeenFrame(
      direction: direction, packet: packet, fin: field("fin") == "1",
      rsv: try #require(field("rsv").flatMap { Int($0.dropFirst(2), radix: 16) }),
      opcode: try #require(field("opcode").flatMap { Int($0) }),
      masked: field("mask") == "1",
      lengthEncoding: seven == 126 ? 16 : seven == 127 ? 64 : 7,
      length: extended.flatMap { Int($0) } ?? seven,
      key: (field("masking_key") ?? "").replacingOccurrences(of: ":", with: ""),
      payload: raw("payload", in: object) ?? "",
      message: text.map { "text \($0)" })
  }

  /// Reads a table that tshark has once printed, a row a frame; it knows no payloads.
  package init(table: String, serverPort: Int) throws {
    for line in table.split(separator: "\n").dropFirst() {
      let columns = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(columns.count == 10)
      func number(_ column: Int) throws -> Int { try #require(Int(columns[column])) }
      let seven = try number(6)
      frames.append(
        SeenFrame(
          direction: try number(1) == serverPort ? "server" : "client", packet: try number(0),
          fin: try number(2) == 1, rsv: try #require(Int(columns[3].dropFirst(2), radix: 16)),
          opcode: try number(4), masked: try number(5) == 1,
          lengthEncoding: seven == 126 ? 16 : seven == 127 ? 64 : 7,
          length: Int(columns[7]) ?? Int(columns[8]) ?? seven, key: columns[9]))
    }
  }
}
