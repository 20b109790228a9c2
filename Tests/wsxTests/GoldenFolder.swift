import Foundation
import TestSupport

/// A golden file of these tests.
func golden(_ name: String) -> URL {
  packageDirectory.appendingPathComponent("Tests/wsxTests/Golden/\(name)")
}
