/// A socket that accepts connections.
final class Listener: Participant {
  let descriptor: Int32
  let address: SocketAddress
  private let loop: EventLoop
  private let accepted: (Int32) -> Bool
  private var isListed = true
  private var isPaused = false
  private var retry: LoopTimer?

  /// Listens; `accepted` takes each connection, and says whether there is room for more.
  init(
    on address: SocketAddress, loop: EventLoop, backlog: Int = 4096,
    accepted: @escaping (Int32) -> Bool
  ) throws(TransportError) {
    self.loop = loop
    self.accepted = accepted
    do throws(SystemError) {
      descriptor = try Descriptor.listen(on: address, backlog: backlog)
    } catch {
      throw TransportError(listeningOn: address, error)
    }
    self.address = Descriptor.localAddress(descriptor)
    do throws(SystemError) {
      try loop.add(self, .readable)
    } catch {
      Platform.closeDescriptor(descriptor)
      throw .system(error, address)
    }
  }

  func becameReady(_ interest: Interest) {
    // Not all that wait at once, so that connections that are open get their turn too.
    for _ in 0..<64 where isListed && !isPaused {
      switch Descriptor.accept(descriptor) {
      case .connection(let connection):
        if !accepted(connection) { pause() }
      case .gone:
        continue
      case .none:
        return
      case .exhausted:
        // The connections that wait stay in the kernel's queue. Asking again at once would keep the
        // processor busy for nothing; a connection that ends, or a little time, may give room.
        pause()
        retry = loop.schedule(after: .milliseconds(100)) { [weak self] in self?.resume() }
      }
    }
  }

  /// Stops accepting until `resume`; new connections wait in the kernel's queue.
  private func pause() {
    isPaused = true
    loop.change(self, [])
  }

  func resume() {
    guard isPaused, isListed else { return }
    retry?.cancel()
    isPaused = false
    loop.change(self, .readable)
  }

  func close() {
    guard isListed else { return }
    isListed = false
    retry?.cancel()
    loop.remove(self)
    Platform.closeDescriptor(descriptor)
  }
}

extension Listener {
  /// Listens on every address of a name.
  ///
  /// With port 0 the first address takes a free port, and the others take the same.
  static func listen(
    host: String, port: Int, loop: EventLoop, accepted: @escaping (Int32) -> Bool
  ) throws(TransportError) -> [Listener] {
    var listeners: [Listener] = []
    var failure: TransportError?
    for address in try SocketAddress.resolve(host: host, port: port, toListen: true) {
      do throws(TransportError) {
        let wanted = address.withPort(listeners.first?.address.port ?? port)
        listeners.append(try Listener(on: wanted, loop: loop, accepted: accepted))
      } catch {
        failure = failure ?? error
        // A name may have an address that this machine does not have, such as `::1` without IPv6; then
        // the others are enough. But where another program has the port at one of the addresses, that
        // program would get some of our connections.
        guard case .addressInUse = error else { continue }
        for listener in listeners { listener.close() }
        throw error
      }
    }
    guard listeners.isEmpty else { return listeners }
    throw failure ?? .nameNotFound(host, reason: "it has no address")
  }

  /// Closes a connection that was accepted too late to be used.
  static func refuse(_ descriptor: Int32) -> Bool {
    Platform.closeDescriptor(descriptor)
    return false
  }
}
