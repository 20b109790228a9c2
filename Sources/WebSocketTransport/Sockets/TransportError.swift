#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Why a server cannot listen, or a client cannot connect.
public enum TransportError: Error, Hashable, Sendable {
  /// Another program listens on this address.
  case addressInUse(SocketAddress)
  /// The system does not let this user listen on this address: mostly ports below 1024.
  case addressNotPermitted(SocketAddress)
  /// No interface of this machine has this address.
  case addressNotOfThisMachine(SocketAddress)
  /// The name has no address; with what the resolver says.
  case nameNotFound(String, reason: String)
  /// No program listens on this address.
  case connectionRefused(SocketAddress)
  /// No answer within the time allowed.
  case connectTimedOut(SocketAddress)
  /// Something else.
  case system(SystemError, SocketAddress?)

  /// What an error means where this address was to be listened on.
  init(listeningOn address: SocketAddress, _ error: SystemError) {
    switch error.code {
    case EADDRINUSE: self = .addressInUse(address)
    case EACCES, EPERM: self = .addressNotPermitted(address)
    case EADDRNOTAVAIL: self = .addressNotOfThisMachine(address)
    default: self = .system(error, address)
    }
  }

  /// What an error means where this address was to be connected to.
  init(connectingTo address: SocketAddress, _ error: SystemError) {
    switch error.code {
    case ECONNREFUSED: self = .connectionRefused(address)
    case ETIMEDOUT: self = .connectTimedOut(address)
    default: self = .system(error, address)
    }
  }
}

extension TransportError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .addressInUse(let address):
      "Another program already listens on \(address). Choose another port, or 0 for any free one."
    case .addressNotPermitted(let address):
      "The system does not let this user listen on \(address). Choose a port from 1024 on."
    case .addressNotOfThisMachine(let address):
      "This machine does not have the address \(address.host). Choose localhost, or 0.0.0.0 for all "
        + "addresses of this machine."
    case .nameNotFound(let name, let reason):
      "No address is known for \(name): \(reason). Check the spelling and the network."
    case .connectionRefused(let address):
      "No program listens on \(address). Check the port, and that the server is running."
    case .connectTimedOut(let address):
      "\(address) does not answer. Check the address, and that no firewall drops the packets."
    case .system(let error, let address):
      "\(address.map { "\($0): " } ?? "")\(error)"
    }
  }
}
