/// A listing of an extension in `Sec-WebSocket-Extensions`, offered by a client or chosen by a server.
///
/// For example `permessage-deflate; client_max_window_bits=10`. RFC 6455 §9.1.
public struct HandshakeExtension: Hashable, Sendable {
  /// The extension's name, a token, as it was written.
  public var name: String
  /// Its parameters in order, including repeated ones: some extensions forbid what others allow.
  public var parameters: [Parameter]

  /// A listing from its parts, which are written to the wire only where they are tokens.
  public init(name: String, parameters: [Parameter] = []) {
    self.name = name
    self.parameters = parameters
  }

  /// A parameter: a name, and perhaps a value.
  public struct Parameter: Hashable, Sendable {
    /// The name, a token.
    public var name: String
    /// The value, a token, without quotation marks; nil where there is none.
    public var value: String?

    /// A parameter from its parts.
    public init(_ name: String, _ value: String? = nil) {
      self.name = name
      self.value = value
    }
  }

  /// The header's name.
  package static let header = "Sec-WebSocket-Extensions"

  /// The listing as it is written in the header; values are tokens and need no quotation marks.
  public var text: String {
    var text = name
    for parameter in parameters {
      text += "; \(parameter.name)"
      if let value = parameter.value {
        text += "=\(value)"
      }
    }
    return text
  }

  /// Whether all parts are tokens, so that the text says what is meant.
  public var isWritable: Bool {
    name.utf8.isToken
      && parameters.allSatisfy { parameter in
        parameter.name.utf8.isToken && parameter.value?.utf8.isToken != false
      }
  }
}
