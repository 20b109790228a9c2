import Foundation
import Testing

@testable import ByteInput

/// The exact text that a tool printed, and its bytes.
struct Fixture: CustomTestStringConvertible, Sendable {
  let sample: String
  let name: String
  let format: InputFormat
  let text: [UInt8]
  let bytes: [UInt8]

  var testDescription: String { "\(sample)/\(name)" }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  static let all: [Fixture] = {
    let files = FileManager.default
    let samples = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
    return samples.sorted().flatMap { sample -> [Fixture] in
      let sampleFolder = folder.appending(path: sample)
      let names = (try? files.contentsOfDirectory(atPath: sampleFolder.path)) ?? []
      guard let bytes = try? Data(contentsOf: sampleFolder.appending(path: "bytes.bin"))
      else { return [] }
      return names.sorted().compactMap { name in
        let rawFormat = name.split(separator: ".")[0].split(separator: "+")[0]
        guard let format = InputFormat(rawValue: String(rawFormat)),
          let text = try? Data(contentsOf: sampleFolder.appending(path: name))
        else { return nil }
        return Fixture(
          sample: sample, name: name, format: format, text: Array(text), bytes: Array(bytes))
      }
    }
  }()
}

@Suite("Text that tools printed")
struct FixtureTests {
  @Test("is there for every format except raw")
  func presence() {
    #expect(Fixture.all.count > 200)
    #expect(Set(Fixture.all.map(\.format)).union([.raw]) == Set(InputFormat.allCases))
  }

  @Test("is read as its bytes, and its format is detected", arguments: Fixture.all)
  func detection(_ fixture: Fixture) throws {
    let decoded = try ByteInput.decode(fixture.text)
    #expect(decoded.bytes == fixture.bytes)
    #expect(decoded.format == fixture.format)
  }

  @Test("is read as its bytes if its format is named", arguments: Fixture.all)
  func naming(_ fixture: Fixture) throws {
    let decoded = try ByteInput.decode(fixture.text, as: fixture.format)
    #expect(decoded.bytes == fixture.bytes)
  }
}
