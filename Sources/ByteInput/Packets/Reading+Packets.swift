import PacketHeaders

extension Reading {
  /// The same reading without the headers of each TCP packet.
  ///
  /// Several dumps, one below the other, are read only if they are packets of one direction.
  /// `areExpected` adds a note where no packet is recognised: the tool prints nothing else.
  func skippingPacketHeaders(areExpected: Bool) throws(NotationError) -> Reading {
    guard blocks.count > 1 else {
      guard let packet = PastedPacket.recognise(bytes) else {
        var reading = self
        if areExpected {
          reading.notes.append(
            "no whole TCP packet was recognised: the bytes are used as they are")
        }
        return reading
      }
      return try payload(of: [(packet, bytes, blocks.first?.position ?? 0)])
    }
    var packets: [(TCPPacket, [UInt8], Int)] = []
    for (index, block) in blocks.enumerated() {
      let end = index + 1 < blocks.count ? blocks[index + 1].firstByte : bytes.count
      let blockBytes = Array(bytes[block.firstByte..<end])
      guard let packet = PastedPacket.recognise(blockBytes) else {
        throw NotationError(
          at: blocks[1].position, expected: "nothing more after the first dump",
          found: "another dump",
          hint: "several dumps can be read only if each is a whole TCP packet")
      }
      packets.append((packet, blockBytes, block.position))
    }
    return try payload(of: packets)
  }

  /// Joins the payloads of packets that follow each other in one direction.
  private func payload(
    of packets: [(packet: TCPPacket, bytes: [UInt8], position: Int)]
  ) throws(NotationError) -> Reading {
    var joined = Reading(notes: notes)
    var nextSequenceNumber: UInt32?
    let first = packets.first?.packet
    for (packet, bytes, position) in packets {
      guard packet.source == first?.source, packet.destination == first?.destination else {
        throw NotationError(
          at: position, expected: "a packet of the same direction",
          found: "a packet from \(packet.source) to \(packet.destination)",
          hint: "paste the packets of one direction")
      }
      guard !packet.payload.isEmpty else { continue }
      guard nextSequenceNumber ?? packet.tcp.sequenceNumber == packet.tcp.sequenceNumber else {
        throw NotationError(
          at: position, expected: "sequence number \(nextSequenceNumber ?? 0)",
          found: "\(packet.tcp.sequenceNumber)",
          hint: "packets are missing or repeated: paste each once, in order")
      }
      nextSequenceNumber =
        packet.tcp.sequenceNumber
        &+ UInt32(truncatingIfNeeded: packet.payload.count + packet.missingPayload)
      joined.bytes += bytes[packet.payload]
      joined.notes.append(PastedPacket.note(on: packet))
      if packet.missingPayload > 0 {
        joined.notes.append(
          "the last \(packet.missingPayload) bytes of payload are not in the capture")
      }
    }
    guard !joined.bytes.isEmpty else {
      throw NotationError(
        at: packets.first?.position ?? 0, expected: "a TCP packet with a payload",
        found: "a packet without payload",
        hint: "look for a packet whose TCP segment length is above 0")
    }
    return joined
  }
}
