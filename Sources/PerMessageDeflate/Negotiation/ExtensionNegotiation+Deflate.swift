import WebSocketProtocol

extension ExtensionNegotiation {
  /// A server's choice by a policy, and a client's check of any answer.
  ///
  /// After the handshake, `DeflateExtension` is made from the same answer.
  public static func permessageDeflate(
    _ policy: DeflatePolicy = DeflatePolicy()
  ) -> ExtensionNegotiation {
    ExtensionNegotiation(
      choose: { offers in
        policy.decide(offers).accepted.map { [$0.response.extensionOffer] } ?? []
      },
      problem: { offers, answer in
        do throws(DeflateRefusal) {
          _ = try DeflateAgreement(answer: answer, to: offers)
          return nil
        } catch {
          return error.statement
        }
      })
  }
}
