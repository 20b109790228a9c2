import Foundation

/// A file of `Fixtures/handshake`, which says in its README where each comes from.
func handshakeFixture(_ name: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let file = folder.appending(path: "Fixtures/handshake/\(name)")
  return [UInt8](try Data(contentsOf: file))
}
