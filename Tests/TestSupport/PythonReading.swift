import Foundation
import Testing

/// One JSON object on each line.
package enum JSONLines {
  package static func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }
}

/// A second opinion: a reader of captures in Python, with Python's own zlib.
package struct PythonReading {
  package let frames: [SeenFrame]
  /// How many frames each direction ends inside of.
  package let unfinished: [String: Int]

  package init(_ path: String, clientPort: Int?) throws {
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
