import Foundation

/// The capture files among the samples.
package enum CaptureSamples {
  /// Where the samples are.
  package static let directory = packageDirectory.appendingPathComponent("Samples")

  /// The paths below `Samples` of all files that Wireshark can read.
  ///
  /// They are found in the folders, so that a new sample cannot be missing from a list.
  package static let paths: [String] =
    (FileManager.default.subpaths(atPath: directory.path) ?? [])
    .filter { $0.hasSuffix(".pcap") || $0.hasSuffix(".pcapng") }.sorted()

  /// The whole path of a file in `captures`.
  package static func path(_ name: String) -> String {
    directory.appendingPathComponent("captures/\(name)").path
  }
}
