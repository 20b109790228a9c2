/// A WebSocket URL, `ws://host:port/path?query`.
///
/// RFC 6455 §3.
public struct WebSocketURL: Hashable, Sendable {
  /// The name or address, an IPv6 address without its brackets.
  public var host: String
  /// The port, 80 where the URL has none.
  public var port: Int
  /// The path and query, from the first `/` on.
  public var resourceName: String
  private var authority: String

  /// Reads a URL; throws what is wrong with it.
  public init(_ text: String) throws(Invalid) {
    guard let colon = text.range(of: "://") else { throw .noScheme }
    let scheme = text[..<colon.lowerBound].lowercased()
    guard scheme != "wss" else { throw .secure }
    guard scheme == "ws" else { throw .otherScheme(scheme) }
    guard !text.contains("#") else { throw .fragment }

    let rest = text[colon.upperBound...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    authority = String(rest[..<end])
    let resource = rest[end...]
    resourceName = resource.hasPrefix("/") ? String(resource) : "/" + resource
    guard !authority.contains("@") else { throw .userInformation }
    (host, port) = try Self.split(authority)
  }

  /// The host as a request's `Host` header has it, with the port where the URL has one.
  public var hostHeader: String { authority }

  private static func split(_ authority: String) throws(Invalid) -> (String, Int) {
    var host = Substring(authority)
    var portText: Substring?
    if authority.hasPrefix("[") {
      guard let bracket = authority.firstIndex(of: "]") else { throw .host(authority) }
      host = authority[authority.index(after: authority.startIndex)..<bracket]
      let rest = authority[authority.index(after: bracket)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { throw .host(authority) }
      portText = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      portText = authority[authority.index(after: colon)...]
    }
    guard !host.isEmpty else { throw .host(authority) }
    guard let portText else { return (String(host), 80) }
    guard portText.allSatisfy({ $0.isASCII && $0.isNumber }), let port = Int(portText),
      (1...65_535).contains(port)
    else { throw .port(String(portText)) }
    return (String(host), port)
  }
}

extension WebSocketURL {
  /// Why a text is not a URL that can be connected to.
  public enum Invalid: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no `://`.
    case noScheme
    /// The scheme is `wss`, WebSocket over TLS.
    case secure
    /// The scheme is neither `ws` nor `wss`.
    case otherScheme(String)
    /// There is a `#`, which RFC 6455 §3 forbids.
    case fragment
    /// There is a user name.
    case userInformation
    /// The host is missing, or a bracket.
    case host(String)
    /// The port is not a number from 1 to 65535.
    case port(String)

    /// What is wrong, and what to write instead.
    public var description: String {
      switch self {
      case .noScheme: "The URL has no scheme. Write ws://HOST:PORT/PATH."
      case .secure:
        "wss: is WebSocket over TLS, which is not supported yet. Run a program between that does TLS, "
          + "such as socat, stunnel or a reverse proxy, and connect to its ws: side."
      case .otherScheme(let scheme): "The scheme is \(scheme.debugDescription). Write ws://."
      case .fragment: "A WebSocket URL has no fragment. Leave out # and what follows, or write %23."
      case .userInformation: "A user name in the URL is not sent. Send a header instead."
      case .host(let host): "\(host.debugDescription) is not a host. Write ws://HOST:PORT/PATH."
      case .port(let port): "The port \(port.debugDescription) is not a number from 1 to 65535."
      }
    }
  }
}

extension StringProtocol {
  /// Where another text first occurs; the standard library has this only with Foundation.
  fileprivate func range(of other: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) {
        return start..<index(start, offsetBy: other.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
