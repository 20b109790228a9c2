import CommandLineKit
import ConnectionDiagram
import PacketHeaders
import TrafficCapture
import WebSocketInspection
import WebSocketProtocol
import WebSocketTransport

/// One run of `wsx tap`: shows what passes, and writes it to a capture file.
final class TapSession {
  private let tap: WebSocketTap
  private let view: LiveView
  /// Where packets are saved; nil if they are not, or the file failed.
  private var file: OutputFile?

  /// The packets of one connection, which are saved.
  private final class Saved {
    var connection: WrittenConnection
    init(_ connection: WrittenConnection) { self.connection = connection }
  }

  init(_ tap: WebSocketTap, _ view: LiveView, savingTo file: OutputFile?) throws(Failure) {
    self.tap = tap
    self.view = view
    self.file = file
    try file?.write(PcapngWriter.beginning)
    tap.handlers.opened = { [unowned self] connection in opened(connection) }
    tap.handlers.bytes = { [unowned self] connection, sender, bytes in
      passed(connection, sender, bytes)
    }
    tap.handlers.ended = { [unowned self] connection, sender in
      save(connection) { $0.end(sender.side) }
      view.receiveFinish(from: sender, connection: connection.number)
    }
    tap.handlers.closed = { [unowned self] connection, end in closed(connection, end) }
  }

  private func opened(_ connection: TappedConnection) {
    guard file != nil,
      let client = Endpoint(connection.clientAddress),
      let here = client.loopback(port: tap.port)
    else { return }
    connection.userInfo = Saved(WrittenConnection(from: client, to: here))
    save(connection) { $0.open() }
  }

  private func passed(_ connection: TappedConnection, _ sender: Role, _ bytes: Span<UInt8>) {
    let bytes = [UInt8](bytes)
    save(connection) { $0.send(bytes, from: sender.side) }
    view.countPassed(bytes.count, from: sender)
    view.receive(bytes, from: sender, connection: connection.number)
  }

  private func closed(_ connection: TappedConnection, _ end: TapEnd) {
    let outcome: StreamOutcome?
    switch end {
    case .broken(let role, let error):
      outcome = error.isReset ? .reset(by: role) : .broken(by: role, reason: "\(error)")
      save(connection) { $0.reset(role.side) }
    case .abandoned(let lost):
      outcome = .given(.stopped(lostByteCount: lost))
      // The tap, which is the server of the saved connection, has ended it.
      save(connection) { $0.end(.second) }
    case .notConnected(let error):
      outcome = .given(.notConnected(reason: "\(error)"))
      save(connection) { $0.end(.second) }
    case .ended: outcome = nil
    }
    view.end(outcome, connection: connection.number)
  }

  private func save(
    _ connection: TappedConnection, _ packets: (inout WrittenConnection) -> [[UInt8]]
  ) {
    guard let file, let saved = connection.userInfo as? Saved else { return }
    let time = WallTime.now.microseconds
    do throws(Failure) {
      try file.write(
        packets(&saved.connection).flatMap { PcapngWriter.packet($0, microseconds: time) })
    } catch {
      // A full disk must not stop the traffic.
      view.say("wsx tap: \(error.message) No more is saved.")
      self.file = nil
    }
  }
}

extension Endpoint {
  /// The address of a socket; nil if it is not an IP address.
  fileprivate init?(_ address: SocketAddress) {
    guard let ip = IPAddress(bytes: address.addressBytes) else { return nil }
    self.init(address: ip, port: UInt16(truncatingIfNeeded: address.port))
  }

  /// This machine at a port, in the same version of IP.
  fileprivate func loopback(port: Int) -> Endpoint? {
    let port = UInt16(truncatingIfNeeded: port)
    return switch address {
    case .v4: Endpoint(address: .v4(0x7f00_0001), port: port)
    case .v6: Endpoint(address: .v6(high: 0, low: 1), port: port)
    }
  }
}
