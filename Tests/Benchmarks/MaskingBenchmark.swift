import Foundation
import WebSocketProtocol

/// Masking in place, compared with copying the same number of bytes with `memcpy`.
///
/// Both read and write every byte once. The copy has two buffers and so twice the memory to reach,
/// but needs no arithmetic; both buffers are written before, so that no page is new.
struct MaskingBenchmark: Benchmark {
  static let name = "masking"

  func run(_ options: Options) throws -> [Figure] {
    try [64, 1024].map { kibibytes in
      let ratio = try race(
        masking(kibibytes << 10), against: copying(kibibytes << 10), rounds: options.rounds)
      return Figure(
        subject: "mask \(kibibytes) KiB in place", baseline: "memcpy of \(kibibytes) KiB",
        outcome: .ratio(ratio), target: .speed(atLeast: 0.8))
    }
  }

  private func masking(_ count: Int) -> Contender {
    var bytes = Payloads.random(count)
    var turn: UInt32 = 0
    return Contender.code("mask") {
      turn &+= 1
      MaskingKey(rawValue: 0x37fa_213d &+ turn).apply(to: &bytes, offset: Int(turn))
      return UInt64(bytes[Int(turn) % count])
    }
  }

  private func copying(_ count: Int) -> Contender {
    let source = Payloads.random(count)
    var target = [UInt8](repeating: 1, count: count)
    var turn = 0
    return Contender.code("memcpy") {
      turn += 1
      // The thing itself that we compare with, not what Swift makes of an assignment.
      unsafe target.withUnsafeMutableBytes { to in
        unsafe source.withUnsafeBytes { from in
          if let to = to.baseAddress, let from = from.baseAddress {
            _ = unsafe memcpy(to, from, count)
          }
        }
      }
      return UInt64(target[turn % count])
    }
  }
}
