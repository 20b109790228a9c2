import Foundation
import Synchronization

/// Something that does one piece of work and says how long it took.
struct Contender {
  var name: String
  /// The seconds that one piece of work took, averaged over one round.
  var round: () throws -> Double

  /// Something that can be timed only as a whole, once a round.
  static func timed(_ name: String, round: @escaping () throws -> Double) -> Contender {
    Contender(name: name, round: round)
  }

  /// A program in another language, which times itself.
  static func partner(_ name: String, _ partner: Partner) -> Contender {
    Contender(name: name, round: partner.round)
  }

  /// Swift code in this process, repeated until a round is long enough to be timed.
  ///
  /// `work` returns a number that depends on its result; the sum is printed in the end, so that the
  /// compiler cannot leave the work out.
  static func code(_ name: String, work: @escaping () -> UInt64) -> Contender {
    var repetitions = 0
    return Contender(name: name) {
      if repetitions == 0 {
        let once = processorSeconds { use(work()) }  // warm-up, and a guess
        repetitions = max(1, Int(roundSeconds / max(once, 1e-9)))
      }
      var sum: UInt64 = 0
      let total = processorSeconds {
        for _ in 0..<repetitions { sum &+= work() }
      }
      use(sum)
      return total / Double(repetitions)
    }
  }
}

/// How many times as fast the first contender is.
struct Ratio {
  var median: Double
  var lowest: Double
  var highest: Double

  /// From the times that each took, round by round.
  init(ours: [Double], theirs: [Double]) {
    let ratios = zip(ours, theirs).map { $1 / $0 }
    median = bench.median(theirs) / bench.median(ours)
    lowest = ratios.min() ?? .nan
    highest = ratios.max() ?? .nan
  }
}

/// Lets two contenders take turns, and compares the medians of their rounds.
///
/// Because they take turns, other work of the machine slows down both; the first round of each is a
/// warm-up.
func race(_ ours: Contender, against theirs: Contender, rounds: Int) throws -> Ratio {
  _ = try ours.round()
  _ = try theirs.round()
  var pairs: [(ours: Double, theirs: Double)] = []
  for number in 0..<rounds {
    // The order changes, so that neither always finds the other's cache.
    if number % 2 == 0 {
      let first = try ours.round()
      pairs.append((first, try theirs.round()))
    } else {
      let first = try theirs.round()
      pairs.append((try ours.round(), first))
    }
  }
  return Ratio(ours: pairs.map(\.ours), theirs: pairs.map(\.theirs))
}

/// The sum of all results, printed in the end.
let checksum = Mutex<UInt64>(0)

private func use(_ result: UInt64) {
  checksum.withLock { $0 &+= result }
}

/// How long a round of repeated work lasts: short enough that most rounds have the processor to
/// themselves from beginning to end, also on a busy machine.
private let roundSeconds = 0.002

func median(_ values: [Double]) -> Double {
  values.sorted()[values.count / 2]
}

/// How long something takes, in elapsed time.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let duration = try ContinuousClock().measure(body)
  return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

/// How much processor time this process needs for something.
///
/// Other work of the machine is not counted; the partners in other languages measure in the same way.
private func processorSeconds(_ body: () -> Void) -> Double {
  func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
  let start = now()
  body()
  return now() - start
}
