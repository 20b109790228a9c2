import PerMessageDeflate
import WebSocketProtocol

extension ExaminedFrame {
  /// Adds what RFC 7692 says of the header, where permessage-deflate was negotiated.
  mutating func judgeByDeflateRules() {
    guard context.extensionBits?.contains(.rsv1) == true else { return }
    findings.all += DeflateRules.judge(record.knownHeader)
  }
}
