import CommandLineKit
import Foundation
import Testing

@Suite struct FilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  // MARK: - Whole files

  @Test func whatIsWrittenIsRead() throws {
    try Files.write("first", to: path("a.txt"))
    try Files.write("é\n", to: path("a.txt"))
    #expect(Files.text(of: path("a.txt")) == "é\n")
    // Nothing is left of the file that was written next to it.
    #expect(Files.names(in: folder.path) == ["a.txt"])
    #expect(Files.text(of: path("b.txt")) == nil)
    #expect(Files.text(of: folder.path) == nil)
  }

  @Test func bytesThatAreNotUTF8AreReplaced() throws {
    try OutputFile(path: path("a")).write([0x61, 0xff])
    #expect(Files.text(of: path("a")) == "a\u{fffd}")
  }

  @Test func aFileThatCannotBeWrittenIsNamedWithTheReason() {
    let error = #expect(throws: FileError.self) {
      try Files.write("", to: path("no/such/file"))
    }
    #expect(error?.description == "\(path("no/such/file")): No such file or directory")
  }

  @Test func aLargeFileIsReadInPieces() throws {
    let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    try OutputFile(path: path("large")).write(bytes)
    let file = try InputFile(path: path("large"))
    #expect(file.size == 600_000)
    #expect(try file.read(upTo: 1000) == Array(bytes.prefix(1000)))
    #expect(try file.readAll() == Array(bytes.dropFirst(1000)))
    #expect(try file.read() == [])
  }

  @Test func aFileThatCannotBeOpenedIsBadInput() {
    let failure = #expect(throws: Failure.self) { _ = try InputFile(path: path("none")).read() }
    #expect(failure?.status == .badInput)
    #expect(failure?.message == "cannot open \(quoted(path("none"))): No such file or directory.")
  }

  // MARK: - Folders

  @Test func namesAreSortedAndHiddenOnesLeftOut() throws {
    for name in ["b", ".hidden", "a"] { try Files.write("", to: path(name)) }
    #expect(Files.names(in: folder.path) == ["a", "b"])
    #expect(Files.names(in: path("a")) == [])
  }

  @Test func aTemporaryFolderGoesWithAllThatIsInIt() throws {
    var other: TemporaryFolder? = try TemporaryFolder()
    let root = try #require(other?.path)
    try FileManager.default.createDirectory(
      atPath: root + "/a/b", withIntermediateDirectories: true)
    try Files.write("", to: root + "/a/b/.hidden")
    other = nil
    #expect(!Files.exists(root))
  }

  @Test func removingALinkLeavesWhatItLeadsTo() throws {
    try FileManager.default.createDirectory(
      atPath: path("kept"), withIntermediateDirectories: true)
    try Files.write("", to: path("kept/file"))
    try FileManager.default.createDirectory(
      atPath: path("removed"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: path("removed/link"), withDestinationPath: path("kept"))
    Files.remove(path("removed"))
    #expect(!Files.exists(path("removed")))
    #expect(Files.exists(path("kept/file")))
  }

  @Test func anAbsolutePathHasNoLinksAndDots() throws {
    let real = Files.absolute(folder.path)
    #expect(Files.absolute("/") == "/")
    #expect(Files.absolute("/./") == "/")
    try FileManager.default.createSymbolicLink(
      atPath: path("link"), withDestinationPath: folder.path)
    #expect(Files.absolute(path("link/../") + Path.name(of: folder.path)) == real)
    // What is not there yet stays as it is written.
    #expect(Files.absolute(path("link/new/file")) == real + "/new/file")
  }

  @Test func aPathHasAParentAndAName() {
    #expect(Path.parent(of: "/a/b/") == "/a")
    #expect(Path.parent(of: "/a") == "/")
    #expect(Path.parent(of: "/") == nil)
    #expect(Path.name(of: "/a/b/") == "b")
    #expect(Path.name(of: "/") == "/")
  }
}
