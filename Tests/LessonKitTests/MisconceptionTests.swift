import Foundation
import LessonExercises
import LessonKit
import Testing

/// Each lesson's file of variants is compiled once; the environment picks the variant.
@Suite struct MisconceptionTests {
  static let right = [
    1: ["foundation", "bytes by hand", "split"],
    2: ["plain", "bits one by one", "longer ones, too"],
    3: ["map", "blocks of four", "endless key"],
    4: ["ranges", "division", "signed"],
    5: ["guards", "cuts characters", "cuts scalars", "reason in the answer"],
  ]

  /// The wrong variants of each function; a name begins with the id that it must be given.
  static let wrong = [
    "acceptValue": [
      "accept.hex-digest", "accept.hex-digest capitals", "accept.decoded-key", "accept.no-guid",
      "accept.wrong-guid D", "accept.wrong-guid dashes", "accept.hash-reused",
      "accept.key-untrimmed", "accept.example-copied", "nothing known",
    ],
    "encodeTextFrame": [
      "text.bytes-as-characters", "text.bytes-as-characters UTF-16", "bits.order",
      "bits.order opcode", "mask.server-masks", "length.boundaries 126", "length.boundaries 125",
      "nothing known",
    ],
    "unmask": ["mask.single-byte", "mask.or", "mask.index-kept", "nothing known"],
    "encodeLength": [
      "length.little-endian", "length.bits-for-bytes", "length.bits-for-bytes always",
      "length.bits-for-bytes four", "length.non-minimal", "length.non-minimal always",
      "length.boundaries 124", "length.boundaries 126", "length.boundaries 127",
      "length.boundaries 65534", "length.boundaries 65536", "nothing known",
    ],
    "decodeLength": [
      "length.little-endian", "length.little-endian unchecked", "length.seven-bytes",
      "length.low-32", "length.bits-for-bytes", "length.non-minimal", "length.boundaries 126",
      "frame.short-header-read",
      "frame.short-header-read after the first", "bits.no-padding", "nothing known",
    ],
    "closePayload": [
      "close.empty", "close.empty 1005", "close.empty refused", "close.code-echo",
      "close.reason-cut",
      "close.reason-cut characters", "close.code-echo and reason-cut",
    ],
    "parseClose": [
      "close.empty", "close.empty crash", "close.one-byte", "close.code-echo", "text.not-validated",
    ],
    "closeReply": [
      "close.no-reply", "close.no-reply to broken ones", "close.code-echo", "close.code-echo 1005",
      "close.empty", "close.one-byte", "text.not-validated",
    ],
  ]

  /// Slips without a name, and words of the sentence that each must be told.
  static let slips = [
    "acceptValue": [
      "slip hex": "in hex digits", "slip guid first": "The key comes first",
      "slip no hash": "SHA-1",
      "slip echo": "sent the key back", "slip padding": "=", "slip alphabet": "- and _",
      "slip line end": "line end", "slip header": "whole header line",
    ],
    "encodeTextFrame": [
      "slip fin": "FIN is 0", "slip binary": "binary", "slip continuation": "opcode 0",
      "slip mask bit": "no key follows", "slip shifted": "to the left",
      "slip header counted": "two header bytes", "slip no length": "no length",
      "slip no header": "text alone", "slip cut": "cut what is too long",
    ],
    "unmask": [
      "slip and": "AND", "slip backwards": "backwards", "slip from one": "Counting starts at 0",
      "slip divided": "not i divided by 4", "slip divided round": "not i divided by 4",
      "slip ran out": "ran out", "slip first four": "left the rest", "slip minus": "subtracted",
      "slip plus": "added", "slip untouched": "still masked", "slip zip": "zip",
    ],
    "encodeLength": [
      "slip never masked": "never set", "slip always masked": "always set",
      "slip inverted": "wrong way round", "slip short masked": "only in front of short",
      "slip exchanged": "exchanged 126 and 127", "slip signpost": "signpost alone",
      "slip top bit": "begin with 1",
    ],
    "decodeLength": [
      "slip mask left": "left the MASK bit", "slip mask left in short ones": "left the MASK bit",
      "slip mask left, nothing refused": "left the MASK bit",
      "slip count extended": "extended bytes alone", "slip count less": "left out the byte",
      "slip count more": "frame's first byte", "slip count key": "masking key",
      "slip nil": "returned nil", "slip top bit": "begin with 1",
    ],
    "closePayload": [
      "slip reason alone": "reason without a code", "slip reason dropped": "said nothing",
      "slip little-endian": "least significant byte first", "slip digits": "decimal digits",
      "slip one byte": "one byte of the code", "slip no reason": "left out the reason",
      "slip 122": "refused a reason that fits", "slip ours refused": "refused a code",
    ],
    "parseClose": [
      "slip little-endian": "least significant byte first",
      "slip little-endian checked": "order of the code's two bytes",
      "slip code in reason": "two bytes in the reason", "slip no reason": "left out the reason",
      "slip one byte": "one byte as the code", "slip ours refused": "refused what is right",
    ],
    "closeReply": [
      "slip empty": "empty one", "slip little-endian": "least significant byte first",
      "slip always 1000": "with 1000", "slip ours refused": "refused a code",
    ],
  ]

  @Test(arguments: lessonNumbers) func namesTheMistakeAndNoOther(lesson: Int) throws {
    let file = packageFolder.path + "/Tests/LessonKitTests/Workbooks/Lesson\(lesson).swift"
    let workbook = try Workbook(file: file, lesson: lesson, course: course)
    for exercise in exercises(of: lesson) {
      for variant in try #require(Self.right[lesson]) {
        if variant == "cuts scalars", exercise.function == "closeReply" { continue }
        workbook.environment = ["VARIANT": variant]
        let grade = workbook.grade(exercise)
        #expect(
          grade.verdict == .passed,
          "\(exercise.function), right as \(variant): \(String(describing: grade.trial))")
        #expect(grade.misconception == nil)
      }
      for variant in try #require(Self.wrong[exercise.function]) {
        workbook.environment = ["VARIANT": variant]
        let grade = workbook.grade(exercise)
        let id = String(variant.prefix { $0 != " " })
        #expect([.wrong, .crashed].contains(grade.verdict), "\(exercise.function), \(variant)")
        #expect(
          grade.misconception?.id == (id == "nothing" ? nil : id),
          "\(exercise.function), \(variant): \(String(describing: grade.trial))")
        #expect((grade.misconception == nil) == (id == "nothing"))
      }
      for (variant, words) in try #require(Self.slips[exercise.function]) {
        workbook.environment = ["VARIANT": variant]
        let grade = workbook.grade(exercise)
        #expect([.wrong, .crashed].contains(grade.verdict), "\(exercise.function), \(variant)")
        let said = try #require(
          grade.misconception,
          "\(exercise.function), \(variant): \(String(describing: grade.trial))")
        #expect(said.id == nil)
        #expect(said.sentence.contains(words), "\(exercise.function), \(variant)")
      }
    }
  }

  @Test func everyMisconceptionIsTriedOnce() {
    for exercise in Exercise.all {
      let known = Set(exercise.misconceptions.compactMap(\.id))
      let tried = Set((Self.wrong[exercise.function] ?? []).map { String($0.prefix { $0 != " " }) })
      #expect(known.subtracting(tried).isEmpty, "\(exercise.function)")
      let slips = Set(exercise.misconceptions.filter { $0.id == nil }.map(\.sentence))
      let words = Self.slips[exercise.function] ?? [:]
      for slip in slips {
        #expect(words.values.contains { slip.contains($0) }, "\(exercise.function): \(slip)")
      }
    }
  }

  @Test(arguments: lessonNumbers) func startersAreUnwrittenAndSolutionsPass(lesson: Int) throws {
    let starter = try Workbook(file: course.starter(lesson), lesson: lesson, course: course)
    let solution = try Workbook(file: course.solution(lesson), lesson: lesson, course: course)
    for exercise in exercises(of: lesson) {
      #expect(starter.grade(exercise).verdict == .unwritten)
      let grade = solution.grade(exercise)
      #expect(grade.verdict == .passed, "\(String(describing: grade.trial))")
      #expect(grade.rightCalls == exercise.calls.count)
    }
  }
}
