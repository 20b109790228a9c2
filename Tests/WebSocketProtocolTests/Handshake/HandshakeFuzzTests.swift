import Testing

@testable import WebSocketProtocol

@Suite("Handshake fuzzing")
struct HandshakeFuzzTests {
  /// Bytes that matter to the grammar turn up more often than chance would have it.
  private static let spice = Array("\r\n\t :;,=\"\\/#?HTTP/1.1 101\u{0}\u{7f}é".utf8)

  @Test("a mutated head never traps, and every cut decides the same", arguments: 0..<4)
  func mutated(round: Int) {
    let seed = UInt64(20_261_121 + round)
    var generator = CountingGenerator(state: seed)
    let offered = Example.request.adding("Sec-WebSocket-Extensions: a; b=\"c\", d")
    let answered = Example.response.adding("Sec-WebSocket-Extensions: permessage-deflate")
    for _ in 0..<250 {
      let request = Self.mutate(Array(offered.utf8), &generator)
      let response = Self.mutate(Array(answered.utf8), &generator)
      check(HandshakeReport(judgingRequest: HTTPHead(parsing: request)), seed)
      check(HandshakeReport(judgingRequest: HTTPHead(parsing: response)), seed)
      let requestHead = HTTPHead(parsing: request)
      check(
        HandshakeReport(
          judgingResponse: HTTPHead(parsing: response), to: HandshakeOffer(requestHead),
          rest: request), seed)

      var whole = ServerHandshake()
      var cut = ServerHandshake()
      let place = Int.random(in: 0...request.count, using: &generator)
      let expected = whole.receive(request)
      let first = cut.receive(Array(request[..<place]))
      guard case .accept = first else {
        let action = first == .needMoreBytes ? cut.receive(Array(request[place...])) : first
        #expect(action == expected, "seed \(seed): \(request), cut at \(place)")
        continue
      }
    }
  }

  /// Every place that a finding names must be inside the head.
  private func check(_ report: HandshakeReport, _ seed: UInt64) {
    for finding in report.findings {
      guard let bytes = finding.bytes else {
        Issue.record("seed \(seed): \(finding) is not about a head")
        continue
      }
      let isInside = bytes.lowerBound >= 0 && bytes.upperBound <= report.head.bytes.count
      #expect(isInside, "seed \(seed): \(finding) in \(report.head.bytes)")
    }
  }

  private static func mutate(
    _ bytes: [UInt8], _ generator: inout CountingGenerator
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 0...20, using: &generator))
      let byte =
        Bool.random(using: &generator)
        ? spice.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0...255, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[place] = byte
      case 1: bytes.insert(byte, at: place)
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: bytes.removeSubrange(end...)
      }
    }
    return bytes
  }
}
