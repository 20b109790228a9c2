import Foundation
import TestSupport
import Testing

/// Each library product, used from a package of its own that has no other access to this one.
@Suite struct ProductTests {
  @Test func eachProductHasAnExample() throws {
    let examples = try Example.all().filter { !$0.printed.isEmpty }
    #expect(try Set(Example.products()) == Set(examples.map(\.name)))
  }

  /// A minute and more: all libraries are built again, as another package sees them.
  @Test(
    .enabled(
      if: ["CI", "OUTSIDE_PACKAGE"].contains { ProcessInfo.processInfo.environment[$0] != nil },
      "it builds all libraries again, which takes a minute or more: set OUTSIDE_PACKAGE=1"))
  func eachExampleBuildsOutsideThisPackageAndRuns() throws {
    let examples = try Example.all()
    let outside = try OutsidePackage(examples)
    defer { outside.remove() }
    let build = try outside.build()
    let errors = build.text.split(separator: "\n").filter { $0.contains("error: ") }
    try #require(build.status == 0, "\(errors.joined(separator: "\n"))\n\(build.errors)")
    for example in examples where !example.printed.isEmpty {
      let run = try outside.run(example)
      #expect(run.status == 0, "\(example.name): \(run.errors)")
      var rest = run.text[...]
      for line in example.printed {
        let place = try #require(
          rest.range(of: line), "\(example.name) did not print \(line), but:\n\(run.text)")
        rest = rest[place.upperBound...]
      }
    }
  }
}

/// A package in a temporary folder, with one program for each example.
private struct OutsidePackage {
  private let folder: URL

  init(_ examples: [Example]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "outside-\(UUID())")
    let targets = examples.map { example in
      let imports = example.code.matches(of: /(?m)^import (\w+)$/).map { $0.1 }
      let products = imports.map { #".product(name: "\#($0)", package: "websocket-explorer")"# }
      return """
            .executableTarget(
              name: "\(example.name)Example",
              dependencies: [\(products.joined(separator: ", "))]),
        """
    }
    let manifest = """
      // swift-tools-version: 6.2
      import PackageDescription

      let package = Package(
        name: "outside",
        platforms: [.macOS(.v15)],
        dependencies: [.package(name: "websocket-explorer", path: "\(packageDirectory.path)")],
        targets: [
      \(targets.joined(separator: "\n"))
        ])

      """
    try write(manifest, to: "Package.swift")
    for example in examples {
      try write(example.code, to: "Sources/\(example.name)Example/main.swift")
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
    try BuiltProgram(path: scratch.appending(path: "debug/\(example.name)Example").path).run([])
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  private var scratch: URL { folder.appending(path: ".build") }
}
