import WebSocketProtocol

extension Subject {
  /// What a close code usually means to whoever meets it at night, and what to look at next.
  static func advice(on code: CloseCode) -> [String] {
    switch code {
    case .goingAway:
      ["Common: a page was left or reloaded, or a server was restarted. Connect again."]
    case .protocolError:
      [
        "Whoever sent it saw a rule broken by the other side. Look at the bytes just before the close "
          + "frame with `wsx decode --from client` or `--from server`: it names the rule.",
        "Common: a client that does not mask or a server that does, a reserved bit set because "
          + "compression was not negotiated, a frame read from the wrong byte on.",
      ]
    case .noStatusReceived:
      [
        "The close frame was empty, which is allowed; a browser then reports this number. A server "
          + "that closes without a code, or a page that calls close() without one, leads to it."
      ]
    case .abnormalClosure:
      [
        "Common: the process crashed or was killed; a proxy or load balancer cut an idle connection "
          + "(send pings); a server ended TCP without a close frame, or did not answer one; the network "
          + "went away.",
        "A browser also reports it when the opening handshake failed: check that with `wsx handshake`.",
      ]
    case .invalidPayloadData:
      [
        "Common: binary data in a text frame, text in another encoding, or text that was cut in the "
          + "middle of a character and sent as two messages."
      ]
    case .messageTooBig:
      ["Send smaller messages, or raise the receiver's limit. The limit is its own, not the RFC's."]
    case .internalError:
      ["Look into the server's log: what went wrong there is not the protocol's doing."]
    case .tlsHandshake:
      ["Common: a certificate that the client does not trust, or wss: against a port without TLS."]
    default: []
    }
  }
}
