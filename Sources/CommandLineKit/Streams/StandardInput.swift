#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Standard input, read as bytes arrive; `InputFile()` reads it whole.
package enum StandardInput {
  /// The descriptor, for an event loop to watch.
  package static let descriptor = STDIN_FILENO

  /// Whether a person types it.
  package static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Whether bytes, or the end of the input, come within some milliseconds.
  package static func isReady(within milliseconds: Int32) -> Bool {
    waitUntil(Int32(POLLIN), descriptor, milliseconds: milliseconds)
  }

  /// The bytes that are there, empty at the end of the input; nil where there are none yet.
  ///
  /// Waits for some, unless the descriptor is ready.
  package static func readAvailable(upTo limit: Int = 1 << 16) -> [UInt8]? {
    do throws(SystemCallError) {
      return try readOnce(descriptor, upTo: limit)
    } catch {
      return error.isNotReady || error.isInterruption ? nil : []
    }
  }
}
