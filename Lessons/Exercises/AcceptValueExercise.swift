import LessonKit
import Synchronization
import WebSocketProtocol

extension Exercise {
  /// Lesson 1: answers a client's key.
  package static let acceptValue = Exercise(
    function: "acceptValue",
    signature: "func acceptValue(forKey key: String) throws -> String",
    labels: ["forKey"],
    calls: [
      "dGhlIHNhbXBsZSBub25jZQ==", "7+C600xYybOv2zmJ69RQsw==", "x3JJHMbDL1EzLkh9GBhXDw==",
      "AAAAAAAAAAAAAAAAAAAAAA==", " dGhlIHNhbXBsZSBub25jZQ==", "x3JJHMbDL1EzLkh9GBhXDw== \r",
      "  AAAAAAAAAAAAAAAAAAAAAA==  ", "7+C600xYybOv2zmJ69RQsw==\r",
    ].map { [.text($0)] },
    mistakes: KnownMistakes(AcceptAttempt.parts)
  ) { arguments in
    guard case .text(let key)? = arguments.first else { return .threw }
    return .returned([.text(AcceptValue.text(forKey: AcceptAttempt.trimmed(key)))])
  }
  .with { $0.remark = remark }

  /// What the length of a wrong value tells.
  private static func remark(_ arguments: [WorkValue], _ result: [WorkValue]) -> String? {
    guard case .text(let value)? = result.first else { return nil }
    guard let bytes = try? Base64.decode(value.utf8) else {
      return "Your value is not Base64. It is the 20 bytes of a SHA-1 in Base64, 28 characters."
    }
    switch bytes.count {
    case 20:
      return """
        Your value has the right form, so something was hashed and written in Base64. But it was \
        another text than the one above. Print the text that you hash, and compare the two.
        """
    case 16: return "Your value is Base64 of 16 bytes, as MD5 makes them. SHA-1 makes 20."
    case 32: return "Your value is Base64 of 32 bytes, as SHA-256 makes them. SHA-1 makes 20."
    default: return "Your value is Base64 of \(bytes.count) bytes. SHA-1 makes 20."
    }
  }
}

/// `acceptValue`, as people write it: each property is a step from the key to the value.
struct AcceptAttempt: Attempt {
  /// Takes off what is around the key.
  var trim: @Sendable (String) -> String = trimmed
  /// The key's bytes that are hashed.
  var keyBytes: @Sendable (String) -> [UInt8] = { Array($0.utf8) }
  /// The bytes that are hashed after the key.
  var guid = Array(AcceptValue.guid.utf8)
  /// Whether the GUID comes first.
  var isGUIDFirst = false
  /// The digest of the bytes.
  var digest: @Sendable ([UInt8]) -> [UInt8] = { digest(of: $0) }
  /// The bytes that are written in Base64.
  var encoded: @Sendable (_ digest: [UInt8]) -> [UInt8] = { $0 }
  /// How they are written.
  var write: @Sendable ([UInt8]) -> String = { Base64.encode($0) }
  /// What becomes of the text at the end.
  var finish: @Sendable (_ value: String, _ key: String) -> String = { value, _ in value }
  /// Whether the bytes of earlier calls are hashed too.
  var keepsHash = false
  private var hashed: [UInt8] = []

  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome {
    guard case .text(let given)? = arguments.first else { return .threw }
    let key = trim(given)
    if !keepsHash { hashed = [] }
    hashed += isGUIDFirst ? guid + keyBytes(key) : keyBytes(key) + guid
    return .returned([.text(finish(write(encoded(digest(hashed))), key))])
  }

  func derivation(of arguments: [WorkValue]) -> [DerivationStep] {
    guard case .text(let given)? = arguments.first else { return [] }
    let key = trim(given)
    let hashed = isGUIDFirst ? guid + keyBytes(key) : keyBytes(key) + guid
    return [
      DerivationStep("to hash", Self.shown(hashed)),
      DerivationStep("to encode", Self.shown(encoded(digest(hashed)))),
    ]
  }

  /// Bytes as text in quotation marks, if they are printable ASCII, else in hex.
  private static func shown(_ bytes: [UInt8]) -> String {
    bytes.allSatisfy { (0x20...0x7e).contains($0) || $0 == 0x0d || $0 == 0x0a }
      ? "\"\(String(decoding: bytes, as: UTF8.self))\"" : Hex.text(bytes, separator: " ")
  }

  static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars.drop { $0 == " " || $0 == "\r" }
    while let last = scalars.last, last == " " || last == "\r" { scalars.removeLast() }
    return String(scalars)
  }

  /// SHA-1, computed once for each text: the search for mistakes hashes the same ones again and again.
  @Sendable static func digest(of bytes: [UInt8]) -> [UInt8] {
    digests.withLock { digests in
      if let digest = digests[bytes] { return digest }
      let digest = SHA1.digest(of: bytes)
      digests[bytes] = digest
      return digest
    }
  }

  private static let digests = Mutex<[[UInt8]: [UInt8]]>([:])
}
