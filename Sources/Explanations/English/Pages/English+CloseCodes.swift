extension English {
  /// Names, meanings and advice, by the keys of close codes' statements.
  static let closeCodes: [String: CloseCodeWords] = [
    "close-code/0-999": CloseCodeWords(
      name: "not used", meaning: "Codes below 1000 are not used."),
    "close-code/1000": CloseCodeWords(
      name: "normal closure", meaning: "The connection has done what it was opened for."),
    "close-code/1001": CloseCodeWords(
      name: "going away", meaning: "The server shuts down, or the user left the page.",
      advice: [
        "Common: a page was left or reloaded, or a server was restarted. Connect again."
      ]),
    "close-code/1002": CloseCodeWords(
      name: "protocol error", meaning: "The peer broke a rule of the protocol.",
      advice: [
        "The end that sent it saw a rule broken by the other side. Look at the bytes just before the "
          + "close frame with `wsx decode --from client` or `--from server`: it names the rule.",
        "Common: a client that does not mask or a server that does, a reserved bit set because "
          + "compression was not negotiated, a frame read from the wrong byte on.",
      ]),
    "close-code/1003": CloseCodeWords(
      name: "unsupported data",
      meaning: "The peer sent a type of data that this endpoint does not take."),
    "close-code/1004": CloseCodeWords(
      name: "reserved", meaning: "No meaning has been given to this code yet."),
    "close-code/1005": CloseCodeWords(
      name: "no status received",
      meaning: "Reported, never sent: the close frame held no code.",
      advice: [
        "The close frame was empty, which is allowed; a browser then reports this number. A server "
          + "that closes without a code, or a page that calls close() without one, leads to it."
      ]),
    "close-code/1006": CloseCodeWords(
      name: "abnormal closure",
      meaning: "Reported, never sent: the connection ended without a close frame.",
      advice: [
        "Common: the process crashed or was killed; a proxy or load balancer cut an idle connection "
          + "(send pings); a server ended TCP without a close frame, or did not answer one; the network "
          + "went away.",
        "A browser also reports it when the opening handshake failed: check that with `wsx handshake`.",
      ]),
    "close-code/1007": CloseCodeWords(
      name: "invalid payload data",
      meaning: "A message did not hold what its type says, such as UTF-8 in a text.",
      advice: [
        "Common: binary data in a text frame, text in another encoding, or text that was cut in the "
          + "middle of a character and sent as two messages."
      ]),
    "close-code/1008": CloseCodeWords(
      name: "policy violation", meaning: "A message broke a rule of this endpoint's own."),
    "close-code/1009": CloseCodeWords(
      name: "message too big", meaning: "A message was larger than this endpoint takes.",
      advice: [
        "Send smaller messages, or raise the receiver's limit. The limit is its own, not the RFC's."
      ]),
    "close-code/1010": CloseCodeWords(
      name: "mandatory extension",
      meaning: "The client needs an extension that the server did not agree to."),
    "close-code/1011": CloseCodeWords(
      name: "internal error", meaning: "The server met something that it did not expect.",
      advice: [
        "Look into the server's log: what went wrong there is not the protocol's doing."
      ]),
    "close-code/1012": CloseCodeWords(
      name: "service restart",
      meaning: "The server restarts; a client may connect again shortly."),
    "close-code/1013": CloseCodeWords(
      name: "try again later",
      meaning: "The server has too much to do; a client may connect again later."),
    "close-code/1014": CloseCodeWords(
      name: "bad gateway",
      meaning: "A gateway got no valid response from the server that it speaks for."),
    "close-code/1015": CloseCodeWords(
      name: "TLS handshake", meaning: "Reported, never sent: the TLS handshake failed.",
      advice: [
        "Common: a certificate that the client does not trust, or wss: against a port without TLS."
      ]),
    "close-code/1016-2999": CloseCodeWords(
      name: "unassigned",
      meaning: "Kept for later versions of the protocol and its extensions."),
    "close-code/3000": CloseCodeWords(
      name: "unauthorized",
      meaning: "The client must first prove who it is, as with HTTP's 401."),
    "close-code/3003": CloseCodeWords(
      name: "forbidden",
      meaning: "The client is known, but may not do this, as with HTTP's 403."),
    "close-code/3008": CloseCodeWords(
      name: "timeout", meaning: "Something took too long, as with HTTP's 408."),
    "close-code/3000-3999": CloseCodeWords(
      name: "for libraries",
      meaning: "For libraries and frameworks, which register codes of this range with IANA."),
    "close-code/4000-4999": CloseCodeWords(
      name: "private use",
      meaning: "Its meaning is agreed between this client and this server alone."),
    "close-code/5000-65535": CloseCodeWords(
      name: "out of range", meaning: "Codes above 4999 are not used."),
  ]
}
