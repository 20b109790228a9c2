import Explanations
import WebSocketProtocol

// A text frame with the bit RSV1, where no extension was negotiated.
let phrasebook = Phrasebook.english
var explorer = FrameExplorer(context: FrameContext(sender: .server, extensionBits: []))
explorer.receive([0xc1, 0x00])
while let event = explorer.nextEvent() {
  guard case .ended(let frame) = event else { continue }
  for finding in frame.findings.all where finding.verdict == .broken {
    print(finding.rule.citation)
    print(phrasebook.sentence(finding.statement))
  }
}
print(phrasebook.name(of: .abnormalClosure))

// prints: §5.2
// prints: RSV1
// prints: abnormal closure
