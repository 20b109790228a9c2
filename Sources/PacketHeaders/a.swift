/// Packets.
