import Foundation
import LessonKit
import TestSupport
import Testing
import WebSocketProtocol

@testable import lesson10

/// `swift run lesson10` as a learner meets it: the program, its files, and a client on a socket.
@Suite struct ServingTests {
  private func run(_ arguments: String...) throws -> BuiltProgram.Run {
    try BuiltProgram("lesson10").run(arguments, in: packageFolder)
  }

  // MARK: - Before it starts

  @Test func anUnwrittenWorkbookIsSentToLessonOne() throws {
    let files = try LearnerFiles(solved: 0...0)
    let run = try run("--workbook", files.folder.path)
    #expect(run.status == 1)
    #expect(run.errors.isEmpty)
    #expect(run.text.contains("They are not written yet."))
    #expect(run.text.contains("Begin with lesson 1:\n  swift run lesson1\n"))
    #expect(run.text.contains("swift run lesson10 --solutions"))
    #expect(!run.text.contains("http://"))
  }

  @Test func missingFunctionsAreNamedAndOffered() throws {
    let files = try LearnerFiles(solved: 1...7)
    let run = try run("--workbook", files.folder.path)
    #expect(run.status == 1)
    #expect(run.text.contains("The server cannot start without: decodeFrame, checkUTF8\n"))
    #expect(run.text.contains("\n  swift run lesson8\n"))
    #expect(run.text.contains("\n  swift run lesson10 --lend 8,9\n"))
  }

  @Test func aFileThatDoesNotCompileIsShown() throws {
    let files = try LearnerFiles(solved: 1...9)
    try files.replace("return result", with: "return resalt", in: 3)
    let run = try run("--workbook", files.folder.path)
    #expect(run.status == 1)
    #expect(run.text.contains("Lesson 3\n✗ does not compile"))
    #expect(run.text.contains("resalt"))
    #expect(run.text.contains("swift run lesson10 --lend 3"))
  }

  @Test(arguments: ["foo", "0", "11", "9-6", "10-"]) func lendRefusesWhatIsNotALesson(list: String)
    throws
  {
    let run = try run("--lend", list)
    #expect(run.status == 2)
    #expect(run.errors.contains("--lend takes lessons and functions"))
  }

  @Test func lendTakesLessonsRangesAndNames() throws {
    let course = try CourseFolder(root: packageFolder.path)
    #expect(try Lending.functions(nil, course) == [])
    #expect(try Lending.functions("9", course) == ["checkUTF8"])
    #expect(try Lending.functions("8-9, pong", course) == ["decodeFrame", "checkUTF8", "pong"])
    #expect(try Lending.functions("all", course).count == 14)
  }

  // MARK: - While it runs

  @Test func lentFunctionsAreUsedUntilTheLearnersOwnAreThere() throws {
    let files = try LearnerFiles(solved: 1...8)
    let server = try RunningServer(
      "--workbook", files.folder.path, "--lend", "9")
    #expect(server.output.contains("  lent       checkUTF8\n"))
    let client = try RawClient(server.port)
    client.send(Rehearsal.frame(.text, "Hello".utf8))
    #expect(client.receive(7) == [0x81, 5] + Array("Hello".utf8))
    try server.waitFor("✓ checkUTF8       lent → 0")
    #expect(server.output.contains("✓ decodeFrame     yours → (fin: true"))

    // The learner writes the function; the next connection uses it.
    try files.replace("throw NotYetWritten()", with: "0", in: 9)
    let next = try RawClient(server.port)
    next.send(Rehearsal.frame(.text, [0x48, 0xff]))
    try server.waitFor("✗ checkUTF8       yours is wrong")
    #expect(server.output.contains("called    checkUTF8([48 ff], isLast: true)"))
    #expect(server.output.contains("Lesson 9, Text is UTF-8: swift run lesson9 check"))
    #expect(try server.stop() == 0)
  }

  /// What a browser cannot send by itself.
  @Test func fragmentsAndPingsOnASocket() throws {
    let server = try RunningServer("--solutions")
    let client = try RawClient(server.port)
    for frame in Rehearsal.fragments { client.send(frame) }
    let pong = [0x8a, 12] + Array("still there?".utf8)
    #expect(client.receive(pong.count) == pong)
    let text = Array("Grüße 👋".utf8)
    #expect(client.receive(text.count + 2) == [0x81, UInt8(text.count)] + text)
    client.send(Rehearsal.frame(.close, [0x0f, 0xa1] + Array("bye".utf8)))
    #expect(client.receiveAll() == [0x88, 2, 0x0f, 0xa1])
    try server.waitFor("#1 is closed")
    #expect(!server.output.contains("✗"))
    #expect(try server.stop() == 0)
  }

  @Test func wrongFunctionsAreNamedAndTheServerGoesOn() throws {
    let files = try LearnerFiles(solved: 1...9)
    try files.replace("key[index % 4]", with: "key[0]", in: 3)
    try files.replace(
      "[0x8a, UInt8(payload.count)] + payload",
      with: "[0x8a, UInt8(payload.count), payload[9]]", in: 7)
    try files.replace(
      "  var rest = bytes[...]", with: "  while true {}\n  var rest = bytes[...]", in: 9)
    let server = try RunningServer("--workbook", files.folder.path)

    // A zero key leaves the payload as it is, so that `unmask` is right here.
    let slow = try RawClient(server.port)
    slow.send([0x81, 0x80, 0, 0, 0, 0])
    #expect(slow.receive(4) == [0x88, 2, 0x03, 0xf3])  // 1011
    try server.waitFor("checkUTF8 took too long, so the server closes with 1011.")

    let pinging = try RawClient(server.port)
    pinging.send(Rehearsal.frame(.ping, "Hello".utf8))
    #expect(pinging.receive(4) == [0x88, 2, 0x03, 0xf3])
    try server.waitFor("pong crashed, so the server closes with 1011.")
    for line in [
      "✗ unmask          yours is wrong", "wanted    [48 65 6c 6c 6f]", "(mask.single-byte)",
      "✗ pong            yours is wrong", "crashed   Index out of range",
    ] { #expect(server.output.contains(line), "\(line)") }
    #expect(try server.stop() == 0)
  }

  @Test func thePageIsServedAndOtherRequestsAreTheLearners() throws {
    let server = try RunningServer("--solutions", "--quiet")
    let page = try RawClient(server.port, request: "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    let text = String(decoding: page.receiveAll(), as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(text.contains("<title>Your own server</title>"))
    let other = try RawClient(server.port, request: "GET /other HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(String(decoding: other.receiveAll(), as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
    #expect(try server.stop() == 0)
  }
}
