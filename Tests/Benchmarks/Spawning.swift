import CommandLineKit

/// The seconds from the start of a program to its end; its output is dropped.
///
/// Not by Foundation's `Process`, which adds more than such a program's whole life.
func secondsToRun(_ program: String, _ arguments: [String]) throws -> Double {
  var ending: ChildProcess.Ending?
  let time = try seconds { ending = try ChildProcess([program] + arguments).wait() }
  guard ending == .exit(0) else { throw SpawnError(program: program, ending: ending) }
  return time
}

/// A program that did not end well.
struct SpawnError: Error {
  var program: String
  var ending: ChildProcess.Ending?
}
