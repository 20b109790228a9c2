import LessonKit
import WebSocketProtocol

// The mistakes after the rules are checked: where the fields are, and what comes back.

extension DecodeFrameAttempt {
  // MARK: - Where the fields are

  static let headers: [Mistake<Self>] = [
    Mistake(
      "frame.fixed-header",
      """
      You read the key from bytes 2 to 5. That is its place only in frames of up to 125 bytes: it comes \
      after the length, which has 0, 2 or 8 more bytes.
      """
    ) { $0.keyStart = { _ in 2 } },
    Mistake(
      "frame.fixed-header",
      """
      You took bytes 2 to 5 for the key, whatever the length is. 126 and 127 are signposts: the length is \
      in the next 2 or 8 bytes, and the key follows them.
      """
    ) { $0.readsSevenBitsOnly = true },
    Mistake(nil, "You read the key one byte too early: the length ends at 1 + its byteCount.") {
      $0.keyStart = { $0 }
    },
    Mistake(nil, "You read the key one byte too late: the length ends at 1 + its byteCount.") {
      $0.keyStart = { $0 + 2 }
    },
  ]

  // MARK: - Bytes that are not there

  static let missingBytes: [Mistake<Self>] =
    missing("You read bytes that have not come yet.", [.empty, .one, .length, .key, .payload])
    + missing("You read bytes that have not come yet.", [.empty, .one, .key, .payload])
    + missing("You read the header before its bytes are there.", [.empty, .one, .length, .key])
    + missing("You read the header before its bytes are there.", [.empty, .one, .key])
    + missing("You read the first two bytes before they are there.", [.empty, .one])
    + missing("You read the second byte before it is there.", [.one])
    + missing("You read the first byte, and there may be none.", [.empty])
    + missing("You unwrapped the first byte, and there may be none.", [.empty], .unwrappedNil)
    + missing("You read the key before its bytes are there.", [.key])
    + missing("You read the key and the payload before they are there.", [.key, .payload])
    + missing("You read the payload before its bytes are there.", [.payload])
    + missing("You read the payload before its bytes are there.", [.payload], .range)
    + missing("You read the length before its bytes are there.", [.length])
    + missing("You read the length and the key before they are there.", [.length, .key])
    + missing(
      "You read what follows the first two bytes before it is there.", [.length, .key, .payload])
    + [
      threw([.empty, .one, .length, .key, .payload]), threw([.empty, .one]), threw([.one]),
      threw([.empty]), threw([.key, .payload]), threw([.key]), threw([.payload]),
      threw([.length, .key, .payload]), threw([.length, .key]), threw([.length]),
      threw([.empty, .one, .length, .key]),
    ]
    + [
      Mistake(
        "frame.one-read-one-frame",
        """
        You took what is there for the whole payload. A frame may come in several reads: return nil until \
        all its bytes are there.
        """
      ) { $0.shortPayload = nil }
    ]

  /// Where the bytes end.
  private enum Place { case empty, one, length, key, payload }

  private static func set(_ outcome: Outcome, _ places: Set<Place>, _ attempt: inout Self) {
    if places.contains(.empty) { attempt.empty = outcome }
    if places.contains(.one) { attempt.oneByte = outcome }
    if places.contains(.length) {
      attempt.shortLength = outcome
      attempt.length.short = { _, _ in outcome }
    }
    if places.contains(.key) { attempt.shortKey = outcome }
    if places.contains(.payload) { attempt.shortPayload = outcome }
  }

  /// A crash in these places; where one byte is there, with its rules checked before or not.
  private static func missing(
    _ sentence: String, _ places: Set<Place>, _ cause: Crash.Cause = .index
  ) -> [Mistake<Self>] {
    let words =
      "\(sentence) The stream may be cut anywhere: compare with `bytes.count`, and return nil."
    var mistakes = [
      Mistake<Self>("frame.short-header-read", words) { set(.crashed(cause), places, &$0) }
    ]
    if places.contains(.one) {
      mistakes.append(
        Mistake("frame.short-header-read", words) {
          set(.crashed(cause), places, &$0)
          $0.firstLook = .secondByte
        })
    }
    return mistakes
  }

  private static func threw(_ places: Set<Place>) -> Mistake<Self> {
    Mistake(
      nil,
      """
      You threw an error where bytes are missing. They can still come: return nil, and throw only for a \
      broken rule.
      """
    ) { set(.threw, places, &$0) }
  }

  // MARK: - Lengths that are too large

  static let hugeLengths: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You added to a length of 2^63 − 1, and the sum does not fit into Int. Compare the length with \
      the number of bytes after the header.
      """
    ) { $0.tooLong = (UInt64(Int64.max) - 14, .crashed(.overflow)) },
    trusted(1 << 32), trusted(1 << 56),
    Mistake(nil, "You refused a length that is allowed. Wait for its bytes: return nil.") {
      $0.tooLong = (1 << 32, .threw)
    },
    Mistake(nil, "You refused a length that is allowed. Wait for its bytes: return nil.") {
      $0.tooLong = (1 << 56, .threw)
    },
    Mistake(nil, "You refused a length that is allowed. Wait for its bytes: return nil.") {
      $0.tooLong = (UInt64(Int64.max), .threw)
    },
  ]

  private static func trusted(_ minimum: UInt64) -> Mistake<Self> {
    Mistake(
      "length.trusted",
      """
      You made room for the length that a frame declares. Anyone can declare 2^63 − 1 bytes. Copy what is \
      there, and only when all of it is there.
      """
    ) { $0.tooLong = (minimum, .crashed(.memorySize)) }
  }

  // MARK: - What comes back

  static let refusals: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You returned nil for a frame that is not allowed. nil asks for more bytes, and no more bytes can \
      make it right. Throw.
      """
    ) {
      $0.refusal = .returned([.nothing])
    },
    Mistake(nil, "You stopped the program at a frame that is not allowed. Throw instead.") {
      $0.refusal = .crashed(.ownCheck)
    },
  ]

  static let rests: [Mistake<Self>] = [
    rest("You took everything that is there for the payload.", .inPayload),
    Mistake(
      "frame.one-read-one-frame",
      """
      You took everything that is there for the payload of one frame. A read may return less than a \
      frame, or more: the length says where the frame ends.
      """
    ) {
      $0.rest = .inPayload
      $0.shortPayload = nil
    },
    rest("You threw an error where more bytes follow the frame.", .refused),
    rest("You returned nil where more bytes follow the frame.", .waitedFor),
  ]

  private static func rest(_ sentence: String, _ rest: Rest) -> Mistake<Self> {
    Mistake(
      "frame.one-read-one-frame",
      "\(sentence) Other frames may follow: take the bytes of this one, and leave the rest."
    ) { $0.rest = rest }
  }

  static let keys: [Mistake<Self>] = [
    Mistake(nil, "You returned no key. It is the four bytes before the payload.") {
      $0.returnedKey = { _ in [] }
    },
    Mistake(nil, "You returned the key in the wrong order. Its bytes stay as they came.") {
      $0.returnedKey = { $0.reversed() }
    },
  ]

  static let payloads: [Mistake<Self>] = [
    Mistake(nil, "You took the mask off the payload. Return it as it came: lesson 3 unmasks it.") {
      $0.returnedPayload = { payload, key in
        var payload = payload
        if key.count == 4 { MaskingKey(key[0], key[1], key[2], key[3]).apply(to: &payload) }
        return payload
      }
    },
    Mistake(nil, "You returned an empty payload.") { $0.returnedPayload = { _, _ in [] } },
    Mistake(nil, "You put the key in front of the payload. It has a place of its own.") {
      $0.returnedPayload = { payload, key in key + payload }
    },
    Mistake(nil, "You left out the last byte of the payload.") {
      $0.returnedPayload = { payload, _ in payload.dropLast() }
    },
    Mistake(nil, "You left out the first byte of the payload.") {
      $0.returnedPayload = { payload, _ in Array(payload.dropFirst()) }
    },
  ]

  static let byteCounts: [Mistake<Self>] = [
    byteCount("You counted the payload only.") { $0.payload },
    byteCount("You counted the header only.") { $0.header },
    byteCount("You counted all bytes that are there, also those of the next frame.") {
      $0.available
    },
    byteCount("You did not count the key.") { $0.header + $0.payload - 4 },
    byteCount("You counted six bytes for every header.") { 6 + $0.payload },
    byteCount("You counted two bytes for every header.") { 2 + $0.payload },
    byteCount("You did not count the first byte.") { $0.header + $0.payload - 1 },
    byteCount("You counted one byte too many.") { $0.header + $0.payload + 1 },
    byteCount("You counted the first two bytes twice.") { $0.header + $0.payload + 2 },
    byteCount("You counted the bytes that are left over.") {
      $0.available - $0.header - $0.payload
    },
  ]

  private static func byteCount(
    _ sentence: String, _ count: @escaping @Sendable (Counts) -> Int
  ) -> Mistake<Self> {
    Mistake(
      nil, "\(sentence) byteCount is the whole frame: the next one begins there."
    ) { $0.byteCount = count }
  }
}
