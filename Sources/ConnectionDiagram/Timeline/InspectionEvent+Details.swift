import FrameDiagram
import TerminalText
import WebSocketInspection

extension InspectionEvent {
  /// What a row of a page shows when it is opened, as HTML; empty if there is nothing.
  var details: String {
    switch content {
    case .frame(let frame): frame.details
    case .head(let head): head.details
    case .message(let message): "<pre>\(message.shownText.escapedForMarkup)</pre>\n"
    default: ""
    }
  }
}

extension InspectedHead {
  fileprivate var details: String {
    guard let report else { return "" }
    let lines = HandshakeDiagram.lines(of: report, TerminalStyle(width: 100))
    return "<pre>\(lines.plainText.escapedForMarkup)</pre>\n"
  }
}

extension InspectedFrame {
  fileprivate var details: String {
    let anatomy = FrameAnatomy(self)
    let words = FrameDiagram.heading(anatomy, TerminalStyle(width: 400)).plainText
    let table = FrameDiagram.table(anatomy, TerminalStyle(width: 100)).plainText
    let picture = FrameSVG.picture(anatomy).percentEncoded
    var html =
      "<img loading=\"lazy\" alt=\"\(words.escapedForMarkup)\" src=\"data:image/svg+xml,\(picture)\">\n"
    html += "<pre>\(table.escapedForMarkup)</pre>\n"
    if let message, message.isText, message.isCompressed == true || message.frameCount != 1 {
      html += "<p>The message: <q>\(message.shownText.escapedForMarkup)</q></p>\n"
    }
    return html
  }
}

extension InspectedMessage {
  /// The kept part of a text, with a sign if it is not all.
  fileprivate var shownText: String {
    guard isText, let content else { return "" }
    return content.text() + (content.isWhole ? "" : " …")
  }
}

extension String {
  /// The text as data in a URI (RFC 2397).
  fileprivate var percentEncoded: String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in utf8 {
      if Self.isPlainInURI[Int(byte)] {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Which bytes stay as they are.
  private static let isPlainInURI: [Bool] = {
    let plain = Set(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 =:/.-,;()".utf8)
    return (UInt8.min...UInt8.max).map { plain.contains($0) }
  }()
}
