import CommandLineKit

/// A file for another program to read, which is there as long as this object.
final class PayloadFile {
  private let folder: TemporaryFolder
  var path: String { folder.path + "/payload" }

  init(_ bytes: [UInt8]) throws {
    folder = try TemporaryFolder()
    try OutputFile(path: path).write(bytes)
  }
}
