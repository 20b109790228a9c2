/// Data to compress, of the kinds that the Autobahn|Testsuite uses, made by rules.
enum SampleData {
  enum Kind: String, CaseIterable, Sendable {
    case json, picture, prose, html, document

    var what: String {
      switch self {
      case .json: "JSON"
      case .picture: "a picture without compression"
      case .prose: "prose"
      case .html: "HTML"
      case .document: "a document that is compressed already"
      }
    }

    /// Whether the messages are texts.
    var isText: Bool { self == .json || self == .html }

    /// Messages of a size: as many as make 128 KiB, at least 2 and at most 1000.
    func messages(of size: Int) -> [[UInt8]] {
      let count = min(1000, max(2, (128 << 10) / size))
      let data = bytes(min(256 << 10, size * count))
      return (0..<count).map { index in
        let start = index * size % max(1, data.count - size + 1)
        return Array(data[start..<start + size])
      }
    }

    private func bytes(_ count: Int) -> [UInt8] {
      var random = SplitMix(seed: 12)
      var data: [UInt8] = []
      data.reserveCapacity(count + 256)
      while data.count < count { append(to: &data, &random) }
      return data
    }

    private func append(to data: inout [UInt8], _ random: inout SplitMix) {
      let number = Int(random.next() % 10_000)
      switch self {
      case .json:
        data += "{\"id\":\(number),\"name\":\"\(word(number))\",\"on\":\(number % 2 == 0)},\n".utf8
      case .html:
        data +=
          "<li class=\"item-\(number % 20)\"><a href=\"/\(word(number))\">\(number)</a></li>\n".utf8
      case .prose: data += "\(word(number)) \(word(number / 7)), ".utf8
      case .picture: data += (0..<64).map { UInt8(truncatingIfNeeded: number % 200 + $0 / 8) }
      case .document:
        for _ in 0..<8 { data.append(UInt8(truncatingIfNeeded: random.next())) }
      }
    }

    private func word(_ number: Int) -> String {
      let words = [
        "frame", "mask", "key", "opcode", "payload", "length", "close", "ping", "pong", "text",
        "binary", "fragment", "stream", "client", "server", "handshake",
      ]
      return words[number % words.count]
    }
  }
}
