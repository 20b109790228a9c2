import CommandLineKit
import Foundation

/// The seconds from the start of a program to its end; its output is dropped.
///
/// Not by Foundation's `Process`, which adds more than such a program's whole life.
func secondsToRun(_ program: String, _ arguments: [String]) throws -> Double {
  var ending: ChildProcess.Ending?
  let time = try seconds { ending = try ChildProcess([program] + arguments).wait() }
  guard ending == .exit(0) else { throw SpawnError(program: program, ending: ending) }
  return time
}

/// The processor time, in seconds, that a program needs from its start to its end; its output is
/// dropped.
///
/// Other work of the machine is not counted.
func processorSecondsToRun(_ program: String, _ arguments: [String]) throws -> Double {
  func now() -> Double {
    var usage = rusage()
    unsafe getrusage(-1, &usage)  // RUSAGE_CHILDREN, whose type differs from system to system
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6
    }
  }
  let start = now()
  _ = try secondsToRun(program, arguments)
  return now() - start
}

/// A program that did not end well.
struct SpawnError: Error {
  var program: String
  var ending: ChildProcess.Ending?
}
