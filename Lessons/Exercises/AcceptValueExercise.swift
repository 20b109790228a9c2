import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 1: answers a client's key.
  package static let acceptValue = Exercise(
    function: "acceptValue",
    signature: "func acceptValue(forKey key: String) throws -> String",
    labels: ["forKey"],
    calls: [
      [.text("dGhlIHNhbXBsZSBub25jZQ==")],
      [.text("7+C600xYybOv2zmJ69RQsw==")],
      [.text("x3JJHMbDL1EzLkh9GBhXDw==")],
      [.text("AAAAAAAAAAAAAAAAAAAAAA==")],
      [.text(" dGhlIHNhbXBsZSBub25jZQ==")],
      [.text("x3JJHMbDL1EzLkh9GBhXDw== \r")],
    ],
    misconceptions: acceptMisconceptions
  ) { arguments in
    answer(arguments) { AcceptValue.text(forKey: $0) }
  }

  private static let acceptMisconceptions: [Misconception] =
    [
      Misconception(
        "accept.hex-digest",
        """
        You Base64-encoded the digest's 40 hex digits. Base64 takes its 20 bytes: the answer then has \
        28 characters, not 56.
        """
      ) { arguments in
        answer(arguments) { key in
          let digest = SHA1.digest(of: Array((key + AcceptValue.guid).utf8))
          return Base64.encode(Array(Hex.text(digest).utf8))
        }
      },
      Misconception(
        "accept.hex-digest",
        """
        You Base64-encoded the digest's 40 hex digits, in capitals. Base64 takes its 20 bytes: the \
        answer then has 28 characters, not 56.
        """
      ) { arguments in
        answer(arguments) { key in
          let digest = SHA1.digest(of: Array((key + AcceptValue.guid).utf8))
          return Base64.encode(Array(Hex.text(digest).uppercased().utf8))
        }
      },
      Misconception(
        "accept.decoded-key",
        """
        You hashed the decoded key. The server never decodes it: it hashes the 24 characters as they \
        stand, with the GUID behind them.
        """
      ) { arguments in
        answer(arguments) { key in
          let bytes = (try? Base64.decode(key.utf8)) ?? []
          return accept(bytes + Array(AcceptValue.guid.utf8))
        }
      },
      Misconception(
        "accept.no-guid",
        """
        You hashed the key alone. The GUID behind it is what shows that the server knows WebSocket and \
        did not merely hash what it was sent.
        """
      ) { arguments in
        answer(arguments) { accept(Array($0.utf8)) }
      },
      Misconception(
        "accept.hash-reused",
        """
        You went on with the hash of the last key. Each connection's hash begins with nothing in it: \
        here the first answer is right and the second is not.
        """
      ) { calls in
        var hashed: [UInt8] = []
        return calls.map { arguments in
          answer(arguments) { key in
            hashed += Array((key + AcceptValue.guid).utf8)
            return accept(hashed)
          }
        }
      },
      Misconception(
        "accept.key-untrimmed",
        """
        You hashed the spaces around the key, or its carriage return. They belong to the header line; \
        take them off first.
        """
      ) { arguments in
        answer(arguments, trims: false) { accept(Array(($0 + AcceptValue.guid).utf8)) }
      },
      Misconception(
        "accept.example-copied",
        """
        For the key 7+C600xYybOv2zmJ69RQsw== you gave the answer that a book prints. The book is wrong; \
        the lesson's second step computes it.
        """
      ) { arguments in
        answer(arguments) { key in
          key == "7+C600xYybOv2zmJ69RQsw=="
            ? "fYoqiH14DgI+SylEMwM2sDLzDiO=" : accept(Array((key + AcceptValue.guid).utf8))
        }
      },
    ] + wrongGUIDs.map(wrongGUID) + slips

  /// What happens to anybody once: no name, but a sentence.
  private static let slips: [Misconception] = [
    slip("You returned SHA-1's digest in hex digits. The answer is Base64 of its 20 bytes.") {
      key in
      Hex.text(SHA1.digest(of: Array((key + AcceptValue.guid).utf8)))
    },
    slip("You put the GUID in front of the key. The key comes first.") { key in
      accept(Array((AcceptValue.guid + key).utf8))
    },
    slip("You encoded key and GUID without hashing them. SHA-1 comes between.") { key in
      Base64.encode(Array((key + AcceptValue.guid).utf8))
    },
    slip("You sent the key back. Any server can repeat what it hears, and so it proves nothing.") {
      $0
    },
    slip("Your value is right but for its last character: Base64 fills up with =.") { key in
      String(AcceptValue.text(forKey: key).dropLast())
    },
    slip(
      """
      Your value is right, but in the alphabet for addresses, with - and _. HTTP headers use the plain \
      one, with + and /.
      """
    ) { key in
      let value = AcceptValue.text(forKey: key)
      return String(value.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    },
    slip("Your value is right, but a line end follows it. That belongs to the header line.") {
      AcceptValue.text(forKey: $0) + "\r\n"
    },
    slip("Your value is right, but a line end follows it. That belongs to the header line.") {
      AcceptValue.text(forKey: $0) + "\n"
    },
    slip("You returned the whole header line. Only the value is asked for.") {
      "Sec-WebSocket-Accept: " + AcceptValue.text(forKey: $0)
    },
  ]

  private static func slip(
    _ sentence: String, _ mistaken: @escaping @Sendable (String) -> String
  ) -> Misconception {
    Misconception(nil, sentence) { arguments in answer(arguments, mistaken) }
  }

  /// How the GUID is mistyped: in public code, in print, and by hand.
  private static let wrongGUIDs = [
    ("258EDFA5-E914-47DA-95CA-C5AB0DC85B11", "It begins 258EAFA5, not 258EDFA5."),
    ("258EAFA5–E914–47DA–95CA–C5AB0DC85B11", "Its hyphens became dashes, as in a printed book."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B1l", "Its last character is a one, not a letter."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B1", "Its last character is missing."),
    ("258eafa5-e914-47da-95ca-c5ab0dc85b11", "Its letters are capitals."),
    ("{258EAFA5-E914-47DA-95CA-C5AB0DC85B11}", "No braces belong around it."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B11\n", "No line end belongs behind it."),
    ("258EAFA5E91447DA95CAC5AB0DC85B11", "Its hyphens belong to it."),
    (" 258EAFA5-E914-47DA-95CA-C5AB0DC85B11", "No space belongs between the key and it."),
  ]

  private static func wrongGUID(_ guid: String, _ difference: String) -> Misconception {
    Misconception(
      "accept.wrong-guid",
      "Your GUID is not the RFC's. \(difference) Copy it from RFC 6455 §1.3, letter by letter."
    ) { arguments in
      answer(arguments) { accept(Array(($0 + guid).utf8)) }
    }
  }
}

/// Base64 of SHA-1.
private func accept(_ bytes: [UInt8]) -> String {
  Base64.encode(SHA1.digest(of: bytes))
}

/// Applies a way to answer to a call's key.
private func answer(
  _ arguments: [WorkValue], trims: Bool = true, _ answer: (String) -> String
) -> Outcome {
  guard case .text(var key) = arguments.first else { return .threw }
  if trims { key.unicodeScalars.removeAll { " \r".unicodeScalars.contains($0) } }
  return .returned([.text(answer(key))])
}
