import TestSupport
import Testing

/// Accept values come from the RFC, or from `printf '%s%s' KEY GUID | openssl sha1 -binary | base64`.
@Suite("wsx accept")
struct AcceptCommandTests {
  let wsx = BuiltProgram("wsx")

  @Test(
    "prints exactly the accept value",
    arguments: [
      ("dGhlIHNhbXBsZSBub25jZQ==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),  // RFC 6455 §1.3
      ("7+C600xYybOv2zmJ69RQsw==", "fYoqiH14DgI+5ylEMwM2sOLzOi0="),  // openssl
    ])
  func value(of key: String, is value: String) throws {
    let run = try wsx.run(["accept", key])
    #expect(run.text == value + "\n")
    #expect(run.errors.isEmpty)
    #expect(run.status == 0)
  }

  @Test(
    "says why a word is not a key",
    arguments: [
      ("hello", "one is left over"), ("dGhlIHNhbXBsZSBub25j", "15 bytes"),
      ("AQIDBAUGBwgJCgsMDQ4PEC==", "erratum 3150"), ("", "0 bytes"),
      ("dGhlIHNhbXBsZSBub25jZQ== ", "space"), ("dGhlIHNhbXBs\u{1b}[31mub25jZQ==", "\\e"),
    ])
  func noKey(_ word: String, reason: String) throws {
    let run = try wsx.run(["accept", word])
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(reason), "\(run.errors)")
    #expect(!run.errors.contains("\u{1b}"))
  }

  @Test("verifies a right value")
  func verifyRight() throws {
    let run = try wsx.run([
      "accept", "dGhlIHNhbXBsZSBub25jZQ==", "--verify", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
    ])
    #expect(run.status == 0)
    #expect(run.text.contains("right"))
  }

  @Test(
    "names the mistake that leads to a wrong value",
    arguments: [
      // printf dGhlIHNhbXBsZSBub25jZQ== | openssl sha1 -binary | base64
      ("dGhlIHNhbXBsZSBub25jZQ==", "hHLtf2V1k8aDQZfNjw3Ia1hCwt0=", "accept.no-guid"),
      // printf of key and GUID | openssl sha1 -hex | tr -d '\n' | base64
      (
        "dGhlIHNhbXBsZSBub25jZQ==", "YjM3YTRmMmNjMDYyNGYxNjkwZjY0NjA2Y2YzODU5NDViMmJlYzRlYQ==",
        "accept.hex-digest"
      ),
      ("7+C600xYybOv2zmJ69RQsw==", "fYoqiH14DgI+SylEMwM2sDLzDiO=", "accept.example-copied"),
    ])
  func verifyWrong(key: String, value: String, mistake: String) throws {
    let run = try wsx.run(["accept", key, "--verify", value])
    #expect(run.status == 1)
    #expect(run.text.contains(mistake), "\(run.text)")
  }

  @Test("says only that a value is wrong if the mistake is not known")
  func verifyUnknown() throws {
    let run = try wsx.run(["accept", "dGhlIHNhbXBsZSBub25jZQ==", "--verify", "AAAA"])
    #expect(run.status == 1)
    #expect(!run.text.contains("mistake"))
  }

  @Test("explains each step with its bits")
  func explain() throws {
    let run = try wsx.run(["accept", "--explain", "dGhlIHNhbXBsZSBub25jZQ=="])
    #expect(run.status == 0)
    try expectGolden(run.text, at: golden("accept-explain.txt"))
  }

  @Test("accepts every new key, and no two keys are the same")
  func key() throws {
    let keys = try (0..<3).map { _ in try wsx.run(["key"]).text }
    #expect(Set(keys).count == 3)
    for key in keys {
      #expect(try wsx.run(["accept", String(key.dropLast())]).status == 0)
    }
  }
}
