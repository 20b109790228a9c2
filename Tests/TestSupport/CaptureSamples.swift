import Foundation

/// The capture files among the samples.
package enum CaptureSamples {
  /// Where they lie.
  package static let directory = packageDirectory.appendingPathComponent("Samples/captures")

  /// The names of all that Wireshark reads too.
  package static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? [])
    .filter { $0.hasSuffix(".pcap") || $0.hasSuffix(".pcapng") }.sorted()

  /// The path of one.
  package static func path(_ name: String) -> String {
    directory.appendingPathComponent(name).path
  }
}
