import Foundation

/// The capture files among the samples.
package enum CaptureSamples {
  /// Where the samples lie.
  package static let directory = packageDirectory.appendingPathComponent("Samples")

  /// The paths of all that Wireshark reads too, below `Samples`, found by walking its folders: no
  /// list that a new sample could be missing from.
  package static let paths: [String] =
    (FileManager.default.subpaths(atPath: directory.path) ?? [])
    .filter { $0.hasSuffix(".pcap") || $0.hasSuffix(".pcapng") }.sorted()

  /// The whole path of one in `captures`.
  package static func path(_ name: String) -> String {
    directory.appendingPathComponent("captures/\(name)").path
  }
}
