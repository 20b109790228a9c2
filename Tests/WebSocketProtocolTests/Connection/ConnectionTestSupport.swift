@testable import WebSocketProtocol

/// A generator whose every masking key is the RFC's example, 37 FA 21 3D.
struct ExampleKey: RandomNumberGenerator, Sendable {
  func next() -> UInt64 { 0x37fa_213d_0000_0000 }
}

extension Connection {
  /// A connection with predictable masking keys.
  init(
    _ role: Role, messageExtension: (any MessageExtension)? = nil,
    settings: ConnectionSettings = ConnectionSettings()
  ) {
    self.init(
      role: role, messageExtension: messageExtension, settings: settings, randomness: ExampleKey())
  }

  /// All that there is to tell now.
  mutating func allEvents() -> [ConnectionEvent] {
    var events: [ConnectionEvent] = []
    while let event = nextEvent() { events.append(event) }
    return events
  }

  /// Takes bytes and tells all that follows.
  mutating func events(receiving bytes: [UInt8]) -> [ConnectionEvent] {
    receive(bytes)
    return allEvents()
  }
}

/// A frame's bytes: masked with the RFC's example key where `masked`.
func frame(
  _ opcode: Opcode, _ payload: [UInt8] = [], isFinal: Bool = true, bits: ReservedBits = [],
  masked: Bool = false
) -> [UInt8] {
  let key = masked ? MaskingKey(0x37, 0xfa, 0x21, 0x3d) : nil
  let header = FrameHeader(
    isFinal: isFinal, reservedBits: bits, opcode: opcode, maskingKey: key,
    payloadLength: UInt64(payload.count))
  let masked = payload.indices.map { payload[$0] ^ (key?[$0] ?? 0) }
  return header.bytes + masked
}
