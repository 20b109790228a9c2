import Explanations
import WebSocketProtocol

// A text frame with the bit RSV1, where no extension was negotiated.
let frame = FrameRecord(firstFrameOf: [0xc1, 0x00])
let context = FrameContext(sender: .server, extensionBits: [])

let phrasebook = Phrasebook.english
for finding in FrameRules.judge(frame, in: context) {
  print(finding.rule.citation)
  print(phrasebook.sentence(finding.statement))
}
print(phrasebook.name(of: .abnormalClosure))

// prints: §5.2
// prints: RSV1
// prints: abnormal closure
