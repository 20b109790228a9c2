import Foundation
import TestSupport
import Testing

/// Each library product, used from a package of its own that has no other access to this one.
@Suite struct ProductTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private static let package = folder.deletingLastPathComponent().deletingLastPathComponent()

  /// The library products that `Package.swift` lists.
  private static func products() throws -> [String] {
    let manifest = try String(
      contentsOf: package.appending(path: "Package.swift"), encoding: .utf8)
    return manifest.matches(of: /\.library\(name: "(\w+)"/).map { String($0.1) }
  }

  @Test func eachProductHasAnExample() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.appending(path: "Examples").path)
    let examples = files.filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
    #expect(try Set(Self.products()) == Set(examples))
  }

  @Test func theFrameDiagramExampleIsTheOneInTheREADME() throws {
    let readme = try String(contentsOf: Self.package.appending(path: "README.md"), encoding: .utf8)
    let code = try Example("FrameDiagram", in: Self.folder).code
    #expect(readme.contains("```swift\n\(code)```\n"))
  }

  /// A minute and more: all libraries are built again, as another package sees them.
  @Test(
    .enabled(
      if: ["CI", "OUTSIDE_PACKAGE"].contains { ProcessInfo.processInfo.environment[$0] != nil },
      "it builds all libraries again, which takes a minute or more: set OUTSIDE_PACKAGE=1"))
  func eachExampleBuildsOutsideThisPackageAndRuns() throws {
    let examples = try Self.products().map { try Example($0, in: Self.folder) }
    let outside = try OutsidePackage(examples, using: Self.package)
    defer { outside.remove() }
    let build = try outside.build()
    let errors = build.text.split(separator: "\n").filter { $0.contains("error: ") }
    try #require(build.status == 0, "\(errors.joined(separator: "\n"))\n\(build.errors)")
    for example in examples {
      let run = try outside.run(example)
      #expect(run.status == 0, "\(example.product): \(run.errors)")
      var rest = run.text[...]
      for line in example.printed {
        let place = try #require(
          rest.range(of: line), "\(example.product) did not print \(line), but:\n\(run.text)")
        rest = rest[place.upperBound...]
      }
    }
  }
}

/// A program that uses a product: a file in `Examples`.
private struct Example {
  /// The product's name, and the file's.
  let product: String
  /// The program, up to the comments that say what it prints.
  let code: String
  /// What it prints, in this order, perhaps with other text between.
  let printed: [String]

  init(_ product: String, in folder: URL) throws {
    self.product = product
    let text = try String(
      contentsOf: folder.appending(path: "Examples/\(product).swift"), encoding: .utf8)
    let mark = "// prints: "
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    printed = lines.filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
    code = lines.prefix { !$0.hasPrefix(mark) }.joined(separator: "\n")
  }
}

/// A package in a temporary folder, with one program for each example.
private struct OutsidePackage {
  private let folder: URL

  init(_ examples: [Example], using package: URL) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "outside-\(UUID())")
    let targets = examples.map { example in
      let imports = example.code.matches(of: /(?m)^import (\w+)$/).map { $0.1 }
      let products = imports.map { #".product(name: "\#($0)", package: "websocket-explorer")"# }
      return """
            .executableTarget(
              name: "\(example.product)Example",
              dependencies: [\(products.joined(separator: ", "))]),
        """
    }
    let manifest = """
      // swift-tools-version: 6.2
      import PackageDescription

      let package = Package(
        name: "outside",
        platforms: [.macOS(.v15)],
        dependencies: [.package(name: "websocket-explorer", path: "\(package.path)")],
        targets: [
      \(targets.joined(separator: "\n"))
        ])

      """
    try write(manifest, to: "Package.swift")
    for example in examples {
      try write(example.code, to: "Sources/\(example.product)Example/main.swift")
    }
  }

  private func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func build() throws -> BuiltProgram.Run {
    // In the temporary folder too: the build of this package goes on undisturbed.
    try SystemProgram.any.run(
      ["swift", "build", "--package-path", folder.path, "--scratch-path", scratch.path])
  }

  func run(_ example: Example) throws -> BuiltProgram.Run {
    try BuiltProgram(path: scratch.appending(path: "debug/\(example.product)Example").path).run([])
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  private var scratch: URL { folder.appending(path: ".build") }
}
