import Explanations
import FrameDiagram
import WebSocketInspection
import WebSocketProtocol

extension JSONText {
  /// The members of a request and its answer.
  mutating func add(_ exchange: Exchange) {
    member("outcome", exchange.outcome.rawValue)
    member("why", exchange.reason)
    member("described", exchange.isDescribed)
    member("host", exchange.host)
    member("path", exchange.resourceName)
    member("origin", exchange.origin)
    member("userAgent", exchange.userAgent)
    member("status", exchange.response?.head.statusCode)
    member("server", exchange.server)
    let offer = exchange.offer
    member("offeredExtensions", raw: Self.array(of: offer?.extensions))
    member("agreedExtensions", raw: Self.array(of: exchange.negotiation?.extensions))
    member("offeredSubprotocols", raw: Self.array(of: offer?.subprotocols))
    member("agreedSubprotocol", exchange.negotiation?.subprotocol)
    member("request", raw: Self.object(of: exchange.request))
    member("response", raw: Self.object(of: exchange.response))
  }

  private static func object(of head: InspectedHead?) -> String {
    guard let head else { return "null" }
    return object { json in
      json.add(head.moment)
      json.member("complete", !head.isUnfinished)
      let lines = head.head.lines.map { String(decoding: head.head.bytes[$0.range], as: UTF8.self) }
      json.member("lines", raw: array(lines.map(quoted)))
      let findings = (head.report?.findings ?? []).filter {
        $0.verdict == .broken || $0.verdict == .undecided
      }
      json.member("findings", raw: array(findings.map(object)))
    }
  }

  private static func array(of texts: [String]?) -> String {
    texts.map { array($0.map(quoted)) } ?? "null"
  }

  private static func array(of extensions: [HandshakeExtension]?) -> String {
    guard let extensions else { return "null" }
    return array(
      extensions.map { offered in
        object { json in
          json.member("name", offered.name)
          json.member("parameters", raw: array(offered.parameters.map(object)))
        }
      })
  }

  private static func object(of parameter: HandshakeExtension.Parameter) -> String {
    object { json in
      json.member("name", parameter.name)
      json.member("value", parameter.value)
    }
  }
}

extension Exchange {
  /// Why no connection was opened, in a sentence; nil if one was, or none was asked for.
  fileprivate var reason: String? {
    switch outcome {
    case .accepted, .plain: return nil
    case .unanswered: return "No answer was seen."
    case .invalid, .refused:
      if let finding = response?.violations.first {
        return Language.phrasebook.sentence(finding.statement)
      }
      return "The server answered with \(response?.head.statusCode.map { "\($0)" } ?? "?")."
    }
  }
}
