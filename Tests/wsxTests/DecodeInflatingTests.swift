import Foundation
import TestSupport
import Testing

/// The compressed messages are those of RFC 7692 §7.2.3.
@Suite("wsx decode --extensions permessage-deflate")
struct DecodeInflatingTests {
  let wsx = BuiltProgram("wsx")

  func messages(_ bytes: String, _ arguments: [String] = []) throws -> [[String: Any]] {
    let run = try wsx.run(
      ["decode", "--format", "json", "--extensions", "permessage-deflate", bytes] + arguments)
    return try run.text.split(separator: "\n").compactMap { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return object?["type"] as? String == "message" ? object : nil
    }
  }

  @Test(
    "inflates",
    arguments: [
      ("c1 07 f2 48 cd c9 c9 07 00", ["Hello"]),  // §7.2.3.1
      ("41 03 f2 48 cd 80 04 c9 c9 07 00", ["Hello"]),  // the same in two frames
      ("c1 07 f2 48 cd c9 c9 07 00 c1 05 f2 00 11 00 00", ["Hello", "Hello"]),  // §7.2.3.2
      ("c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 00", ["Hello"]),  // §7.2.3.3
      ("c1 08 f3 48 cd c9 c9 07 00 00", ["Hello"]),  // §7.2.3.4
      ("c1 0d f2 48 05 00 00 00 ff ff ca c9 c9 07 00", ["Hello"]),  // §7.2.3.5
    ])
  func inflates(_ bytes: String, _ texts: [String]) throws {
    #expect(try messages(bytes).compactMap { $0["text"] as? String } == texts)
  }

  @Test("draws the message under the frame that ends it")
  func draws() throws {
    let run = try wsx.run(["decode", "--extensions", "permessage-deflate", "c107f248cdc9c90700"])
    #expect(run.text.contains("compressed text message, 5 bytes once inflated: \"Hello\""))
    #expect(run.status == 0)
  }

  @Test("says which message cannot be inflated, as a violation")
  func damaged() throws {
    let run = try wsx.run(["decode", "--extensions", "permessage-deflate", "c1 02 ff ff"])
    #expect(run.status == 1)
    #expect(run.text.contains("cannot be inflated"))
  }

  private static let head = """
    HTTP/1.1 101 Switching Protocols\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
    Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r
    \r

    """

  /// The second Hello of RFC 7692 §7.2.3.2, which mostly refers to the first.
  private static let reachesBack: [UInt8] = [0xc1, 0x05, 0xf2, 0x00, 0x11, 0x00, 0x00]

  @Test("has an error for a reference to an earlier message only if there was none")
  func reachesBack() throws {
    let late = try wsx.run(
      ["decode", "--extensions", "permessage-deflate", "-"], input: Self.reachesBack)
    #expect(late.text.contains("cannot be inflated"))
    #expect(
      late.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .contains("earlier messages are missing, or the sender kept"))
    #expect(late.status == 0)
    let first = try wsx.run(["decode", "-"], input: Array(Self.head.utf8) + Self.reachesBack)
    #expect(first.text.contains("deflate.invalid-data"))
    #expect(first.status == 1)
  }

  @Test("reads from the head of a response what was negotiated")
  func negotiated() throws {
    let frame: [UInt8] = [0xc1, 0x07, 0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]
    let run = try wsx.run(["decode", "--format", "json"], input: Array(Self.head.utf8) + frame)
    #expect(run.text.contains("\"text\":\"Hello\""))
  }

  @Test("is needed without a handshake: nothing is inflated, and the option is named")
  func notKnown() throws {
    let run = try wsx.run(["decode", "c107f248cdc9c90700"])
    #expect(run.status == 0)
    #expect(!run.text.contains("Hello"))
    #expect(run.errors.contains("--extensions permessage-deflate"))
  }
}
