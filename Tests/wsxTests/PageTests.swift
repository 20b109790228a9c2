import TestSupport
import Testing

@Suite("Pages and notations")
struct PageTests {
  let wsx = BuiltProgram("wsx")

  @Test(
    "explain",
    arguments: [
      "1006", "4242", "2000", "opcode", "masking key", "close", "0x3", "frame.length-not-minimal",
    ]
  )
  func explain(_ subject: String) throws {
    let run = try wsx.run(["explain", subject])
    #expect(run.status == 0)
    for line in run.text.split(separator: "\n") { #expect(line.count <= 80) }
    let name = subject.replacing(" ", with: "-")
    try expectGolden(run.text, at: golden("explain-\(name).txt"))
  }

  @Test("encode in every notation", arguments: ["hex", "c", "swift", "python"])
  func encode(_ notation: String) throws {
    let run = try wsx.run([
      "encode", "text", "Hello, WebSocket", "--key", "37fa213d", "--as", notation,
    ])
    try expectGolden(run.text, at: golden("encode-\(notation).txt"))
  }

  @Test("encode with its diagram")
  func encodeDiagram() throws {
    let run = try wsx.run(["encode", "close", "1000", "bye", "--key", "37fa213d", "--diagram"])
    try expectGolden(run.text, at: golden("encode-diagram.txt"))
  }
}
