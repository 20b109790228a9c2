import PerMessageDeflate
import Testing
import WebSocketProtocol

@Suite("Negotiating permessage-deflate")
struct NegotiationTests {
  static func offer(_ text: String) throws -> HandshakeExtension {
    try #require(try HandshakeExtension.parse("permessage-deflate" + text).first)
  }

  /// What a client agrees on.
  static func agreement(
    _ answer: [HandshakeExtension], to offers: [HandshakeExtension]
  ) throws -> DeflateAgreement {
    let agreed = try PermessageDeflate().accept(answer, to: offers)
    return try #require(agreed.messageExtension as? DeflateExtension).agreement
  }

  // MARK: - Reading

  /// RFC 7692 §7.1: names, values and their ranges; the last column is the rule that is broken.
  @Test(
    "What an offer may contain, and what a response",
    arguments: [
      ("", nil, nil),
      ("; server_no_context_takeover", nil, nil),
      ("; client_no_context_takeover", nil, nil),
      ("; server_max_window_bits=8", nil, nil),
      ("; server_max_window_bits=15", nil, nil),
      ("; server_max_window_bits=\"10\"", nil, nil),
      ("; client_max_window_bits=8", nil, nil),
      ("; client_max_window_bits=15", nil, nil),
      ("; client_max_window_bits", nil, "deflate.parameter-value"),
      (
        "; client_max_window_bits=9; server_max_window_bits=9; client_no_context_takeover"
          + "; server_no_context_takeover", nil, nil
      ),
      ("; server_max_window_bits", "deflate.parameter-value", "deflate.parameter-value"),
      ("; server_max_window_bits=7", "deflate.parameter-value", "deflate.parameter-value"),
      ("; server_max_window_bits=16", "deflate.parameter-value", "deflate.parameter-value"),
      ("; server_max_window_bits=09", "deflate.parameter-value", "deflate.parameter-value"),
      ("; server_max_window_bits=+9", "deflate.parameter-value", "deflate.parameter-value"),
      ("; server_max_window_bits=-9", "deflate.parameter-value", "deflate.parameter-value"),
      ("; server_max_window_bits=9a", "deflate.parameter-value", "deflate.parameter-value"),
      ("; client_max_window_bits=7", "deflate.parameter-value", "deflate.parameter-value"),
      ("; client_max_window_bits=16", "deflate.parameter-value", "deflate.parameter-value"),
      ("; client_max_window_bits=010", "deflate.parameter-value", "deflate.parameter-value"),
      (
        "; client_max_window_bits=99999999999999999999", "deflate.parameter-value",
        "deflate.parameter-value"
      ),
      ("; server_no_context_takeover=1", "deflate.parameter-value", "deflate.parameter-value"),
      ("; client_no_context_takeover=true", "deflate.parameter-value", "deflate.parameter-value"),
      ("; max_window_bits=10", "deflate.parameter-unknown", "deflate.parameter-unknown"),
      ("; Server_No_Context_Takeover", "deflate.parameter-unknown", "deflate.parameter-unknown"),
      (
        "; server_no_context_takeover; server_no_context_takeover", "deflate.parameter-repeated",
        "deflate.parameter-repeated"
      ),
      (
        "; client_max_window_bits=10; client_max_window_bits=10", "deflate.parameter-repeated",
        "deflate.parameter-repeated"
      ),
    ] as [(String, String?, String?)])
  func reading(text: String, offerRule: String?, responseRule: String?) throws {
    let given = try Self.offer(text)
    #expect(Self.rule { _ = try DeflateOffer(parsing: given) } == offerRule)
    #expect(Self.rule { _ = try DeflateResponse(parsing: given) } == responseRule)
  }

  /// The rule that is broken, or nil.
  static func rule(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch {
      return (error as? ExtensionRefusal)?.rule?.id ?? "another error"
    }
  }

  // MARK: - Every combination

  static let flags = [false, true]
  static let bits: [Int?] = [nil] + Array(8...15)
  static let clientWindows: [DeflateOffer.ClientWindow?] =
    [nil, .anySize] + (8...15).map { .atMost($0) }

  static var offers: [DeflateOffer] {
    var offers: [DeflateOffer] = []
    for server in flags {
      for client in flags {
        for serverBits in bits {
          for clientBits in clientWindows {
            offers.append(
              DeflateOffer(
                serverNoContextTakeover: server, clientNoContextTakeover: client,
                serverMaxWindowBits: serverBits, clientMaxWindowBits: clientBits))
          }
        }
      }
    }
    return offers
  }

  @Test("Every offer comes back from its text")
  func offersReadBack() throws {
    #expect(Self.offers.count == 2 * 2 * 9 * 10)
    for offer in Self.offers {
      let parsed = try HandshakeExtension.parse(offer.listing.text)
      #expect(parsed == [offer.listing])
      #expect(try DeflateOffer(parsing: parsed[0]) == offer)
    }
  }

  @Test(
    "Every offer is answered as RFC 7692 §7.1 says, by every kind of server",
    arguments: [
      DeflatePolicy(), DeflatePolicy(serverMaxWindowBits: 15, clientMaxWindowBits: 15),
      DeflatePolicy(serverMaxWindowBits: 9, clientMaxWindowBits: 8),
      DeflatePolicy(serverNoContextTakeover: true, clientNoContextTakeover: true),
    ])
  func everyAnswer(policy: DeflatePolicy) throws {
    for offer in Self.offers {
      let response: DeflateResponse
      do {
        response = try policy.response(to: offer)
      } catch {
        // Only what zlib cannot do is declined.
        #expect(offer.serverMaxWindowBits == 8)
        #expect(error.rule == nil)
        continue
      }
      #expect(offer.serverMaxWindowBits != 8)
      // §7.1.1.1
      if offer.serverNoContextTakeover { #expect(response.serverNoContextTakeover) }
      // §7.1.2.1: the same or a smaller value, and there where the offer has it.
      if let asked = offer.serverMaxWindowBits {
        #expect((9...asked).contains(try #require(response.serverMaxWindowBits)))
      }
      // §7.1.2.2: only where offered, and no more than offered.
      switch offer.clientMaxWindowBits {
      case nil: #expect(response.clientMaxWindowBits == nil)
      case .anySize: #expect(response.clientMaxWindowBits ?? 15 == policy.clientMaxWindowBits)
      case .atMost(let bits):
        #expect(response.clientMaxWindowBits == min(bits, policy.clientMaxWindowBits))
      }
      // This client accepts what this server answers, and both see the same agreement, or the client
      // promises more.
      let offered = [offer.listing]
      let answer = [response.listing]
      let client = try Self.agreement(answer, to: offered)
      let server = try #require(try DeflateAgreement(answer: answer))
      #expect(client.server == server.server)
      #expect(client.client == server.client)
    }
  }

  @Test("A client takes exactly the answers that RFC 7692 §7.1 allows")
  func everyCheck() {
    var taken = 0
    for offer in Self.offers {
      for server in Self.flags {
        for serverBits in Self.bits {
          for clientBits in Self.bits {
            let response = DeflateResponse(
              serverNoContextTakeover: server, clientNoContextTakeover: true,
              serverMaxWindowBits: serverBits, clientMaxWindowBits: clientBits)
            let takeover = server || !offer.serverNoContextTakeover
            let serverWindow = offer.serverMaxWindowBits.map { (serverBits ?? 99) <= $0 } ?? true
            let clientWindow: Bool =
              switch offer.clientMaxWindowBits {
              case nil: clientBits == nil
              case .anySize: true
              case .atMost(let bits): (clientBits ?? 0) <= bits
              }
            let isRight = Self.rule { try response.check(against: offer) } == nil
            #expect(isRight == (takeover && serverWindow && clientWindow))
            taken += isRight ? 1 : 0
          }
        }
      }
    }
    #expect(taken > 1000)
  }

  @Test(
    "The rule that an answer breaks is named",
    arguments: [
      ("; server_no_context_takeover", "", "deflate.server-takeover-not-honoured"),
      ("; server_max_window_bits=10", "", "deflate.server-window-not-honoured"),
      (
        "; server_max_window_bits=10", "; server_max_window_bits=11",
        "deflate.server-window-not-honoured"
      ),
      ("", "; client_max_window_bits=12", "deflate.client-window-not-offered"),
      (
        "; client_max_window_bits=10", "; client_max_window_bits=11",
        "deflate.client-window-too-large"
      ),
      ("", ", permessage-deflate", "deflate.answered-twice"),
    ])
  func wrongAnswers(offer: String, answer: String, rule: String) throws {
    let offered = [try Self.offer(offer)]
    let answered = try HandshakeExtension.parse("permessage-deflate" + answer)
    #expect(Self.rule { _ = try PermessageDeflate().accept(answered, to: offered) } == rule)
    #expect(Rule.deflateRules.contains { $0.id == rule })
  }

  // MARK: - Several offers

  @Test("A server takes the first offer that it supports, and says why it declines those before it")
  func inOrder() throws {
    let offers = try HandshakeExtension.parse(
      "x-other, permessage-deflate; unknown, permessage-deflate; server_max_window_bits=8, "
        + "permessage-deflate; server_max_window_bits=11, permessage-deflate")
    let decision = DeflatePolicy().decide(offers)
    #expect(decision.declined.map(\.index) == [1, 2])
    #expect(decision.declined.map(\.refusal.rule?.id) == ["deflate.parameter-unknown", nil])
    #expect(decision.accepted?.index == 3)
    #expect(decision.accepted?.response.serverMaxWindowBits == 11)
    let answer = try #require(PermessageDeflate().answer(to: offers)).listing
    #expect(answer.text == "permessage-deflate; server_max_window_bits=11")
    #expect(try PermessageDeflate().accept([answer], to: offers).listing == answer)
  }

  @Test("Without an offer that it supports, a server chooses no extension")
  func declined() throws {
    let offers = try HandshakeExtension.parse("permessage-deflate; server_max_window_bits=8")
    #expect(DeflatePolicy().decide(offers).accepted == nil)
    #expect(PermessageDeflate().answer(to: offers) == nil)
    #expect(try DeflateAgreement(answer: []) == nil)
  }

  @Test("A client keeps the promises of its offer although the answer does not repeat them")
  func promises() throws {
    let offers = [
      try Self.offer("; client_no_context_takeover; client_max_window_bits=10")
    ]
    let answer = [try Self.offer("")]
    let client = try Self.agreement(answer, to: offers)
    #expect(client.client == DeflateDirection(windowBits: 10, keepsContext: false))
    #expect(client.server == DeflateDirection(windowBits: 15, keepsContext: true))
    // Every other reader knows the answer only.
    #expect(try DeflateAgreement(answer: answer)?.client == DeflateDirection())
  }

  @Test("Rule ids are unique and named after the extension")
  func ruleIDs() {
    let ids = Rule.deflateRules.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.hasPrefix("deflate.") })
    #expect(Rule.deflateRules.allSatisfy { $0.section.hasPrefix("RFC 7692 §") })
  }
}
