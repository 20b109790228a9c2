import FrameDiagram
import WebSocketInspection

/// Writes the events of connections as JSON: one object per line, all of one schema.
///
/// `Schema/wsx-2.schema.json` describes the objects. A payload may be larger than memory, so objects
/// are written in pieces.
public struct ConnectionJSON: Sendable {
  /// The version of the members and their meaning.
  public static let schema = 2

  private let includesFields: Bool

  /// A writer; with `includesFields`, frames list their fields with bits and meanings.
  public init(includesFields: Bool = false) {
    self.includesFields = includesFields
  }

  /// Writes the objects of an event, each with a line end; some events have none.
  public func write(_ event: InspectionEvent, to output: ([UInt8]) -> Void) {
    switch event.content {
    case .exchange(let exchange):
      write(.exchange, event, to: output) { json in json.add(exchange) }
    case .frame(let frame):
      write(.frame, event, to: output) { json in
        json.add(frame, includesFields: includesFields, output)
      }
      if let message = frame.message {
        write(.message, event, to: output) { json in
          json.add(message, lastFrame: frame.record.number, output)
        }
      }
    case .message(let message):
      write(.message, event, to: output) { json in json.add(message, lastFrame: nil, output) }
    case .ended(let summary):
      write(.end, event, to: output) { json in json.add(summary) }
    case .opened, .head, .gap, .lost, .finished, .reset:
      break
    }
  }

  private func write(
    _ type: ObjectType, _ event: InspectionEvent, to output: ([UInt8]) -> Void,
    _ add: (inout JSONText) -> Void
  ) {
    var json = JSONText("{")
    json.member("schema", Self.schema)
    json.member("type", type.rawValue)
    json.member("connection", event.connection)
    json.member("direction", type.isOfOneEnd ? event.sender?.rawValue : nil)
    json.add(event.moment)
    add(&json)
    json.append(Array("}\n".utf8))
    output(json.takeBytes())
  }
}

/// The types of objects.
private enum ObjectType: String {
  /// An HTTP request and its answer.
  case exchange
  /// A frame.
  case frame
  /// A message that has ended.
  case message
  /// The end of a connection.
  case end

  /// Whether the object is about something that one end sent.
  var isOfOneEnd: Bool { self == .frame || self == .message }
}

extension JSONText {
  /// When something happened.
  mutating func add(_ moment: EventMoment) {
    let time = moment.time.flatMap { Self.tellableSeconds.contains($0.seconds) ? $0 : nil }
    member("time", time?.rfc3339)
    member("packet", moment.packet)
  }

  /// The years 0 to 9999: RFC 3339 has four digits for them.
  private static let tellableSeconds: ClosedRange<Int64> = -62_167_219_200...253_402_300_799
}
