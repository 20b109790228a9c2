import PerMessageDeflate
import WebSocketProtocol

/// What is known of what the opening handshake agreed on.
///
/// There are three states, because what is not known is never guessed: no extension,
/// permessage-deflate with its parameters, or not known (another extension, or an answer that cannot be
/// read).
public struct Negotiation: Hashable, Sendable {
  /// The extensions in the answer; nil if it cannot be read, or was not seen.
  public var extensions: [HandshakeExtension]?
  /// The subprotocol in the answer.
  public var subprotocol: String?
  /// The reserved bits that the extensions use; nil if that is not known.
  public var extensionBits: ReservedBits?
  /// How both directions are compressed; nil if they are not, or that is not known.
  package var deflate: DeflateAgreement?

  /// Nothing is known.
  public init() {}

  /// What the head of a response says.
  public init(response head: HTTPHead) {
    let answer = HandshakeOffer(head)
    extensions = answer.extensions
    subprotocol = answer.subprotocols.first
    guard let extensions else { return }
    if extensions.isEmpty {
      extensionBits = []
    } else if let agreement = try? DeflateAgreement(answer: extensions), extensions.count == 1 {
      deflate = agreement
      extensionBits = .rsv1
    }
  }

  /// What a user says who knows the connection: the bits that extensions use; nil if not known.
  ///
  /// With RSV1, permessage-deflate has its default parameters: the largest window and a kept context
  /// can read any message.
  public init(assuming bits: ReservedBits?) {
    extensionBits = bits
    if bits == .rsv1 { deflate = DeflateAgreement(DeflateResponse()) }
  }
}
