// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [.strictMemorySafety()]

// The course, one lesson per line, in order, as `folder | title | subject | minutes | functions`.
// The lessons, `wsx course`, the tests and Lessons/README.md read this list too. It is here because
// SwiftPM reads a package again only when this file changes.
let course = """
  Lesson01-AcceptKey | The accept key | how a server shows that it knows WebSocket | 45 | acceptValue
  Lesson02-FrameEncoding | Frame encoding | the two bytes in front of a message | 40 | encodeTextFrame
  Lesson03-Unmasking | Unmasking | XOR, and why clients mask what they send | 35 | unmask
  Lesson04-ExtendedLengths | Extended lengths | 7, 16 or 64 bits, and where each begins | 60 | encodeLength, decodeLength
  Lesson05-ClosingHandshake | The closing handshake | how two ends agree that all is said | 75 | closePayload, parseClose, closeReply
  Lesson06-OpeningHandshake | The opening handshake | how an HTTP request stops being HTTP | 75 | readRequest, writeResponse
  Lesson07-Messages | Messages | fragments, and what may come between them | 60 | assemble, pong
  Lesson08-ByteStream | A stream of bytes | frames cut anywhere, and run together | 60 | decodeFrame
  Lesson09-UTF8 | Text is UTF-8 | code points as bytes, and which bytes are text | 60 | checkUTF8
  Lesson10-YourServer | Your own server | your functions, and a browser that talks to them | 60 |
  """

/// What lesson 10 needs in addition, because it is a server; it reads its page while it runs.
let server: (dependencies: [Target.Dependency], files: [String]) = (
  ["WebSocketTransport", "CommandLineKit", "ConformanceExam", "ExamReport", "TerminalText"],
  ["Page.html"]
)

/// A program for each lesson: its prose is in `Lesson.md`, its figures in `Lesson.swift`.
let lessons: [Target] = course.split(separator: "\n").enumerated().map { index, line in
  .executableTarget(
    name: "lesson\(index + 1)",
    dependencies: [
      "LessonKit", "LessonExercises", "WebSocketProtocol", "Explanations", "FrameDiagram",
    ] + (index == 9 ? server.dependencies : []),
    path: "Lessons/\(line.prefix { $0 != " " })",
    exclude: ["Lesson.md"] + (index == 9 ? server.files : []),
    swiftSettings: settings)
}

let package = Package(
  name: "websocket-explorer",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "WebSocketProtocol", targets: ["WebSocketProtocol"]),
    .library(name: "WebSocketTransport", targets: ["WebSocketTransport"]),
    .library(name: "PerMessageDeflate", targets: ["PerMessageDeflate"]),
    .library(name: "Explanations", targets: ["Explanations"]),
    .library(name: "FrameDiagram", targets: ["FrameDiagram"]),
    .library(name: "WebSocketInspection", targets: ["WebSocketInspection"]),
    .library(name: "ConnectionDiagram", targets: ["ConnectionDiagram"]),
    .library(name: "TerminalText", targets: ["TerminalText"]),
    .executable(name: "wsx", targets: ["wsx"]),
  ],
  targets: [
    // RFC 6455 as pure values and state machines. Imports nothing.
    .target(name: "WebSocketProtocol", swiftSettings: settings),
    // The words, by language: of rules, findings, close codes; the pages that explain them.
    .target(name: "Explanations", dependencies: ["WebSocketProtocol"], swiftSettings: settings),
    // The system's zlib.
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    // RFC 7692: permessage-deflate.
    .target(
      name: "PerMessageDeflate", dependencies: ["WebSocketProtocol", "CZlib"],
      swiftSettings: settings),
    // Text for terminals: its width, its styles, and escapes for what must not reach one.
    .target(name: "TerminalText", swiftSettings: settings),
    // Arguments, streams, files, child processes and signals of a program.
    .target(name: "CommandLineKit", dependencies: ["TerminalText"], swiftSettings: settings),
    // A frame's anatomy and its pictures.
    .target(
      name: "FrameDiagram", dependencies: ["WebSocketProtocol", "Explanations", "TerminalText"],
      swiftSettings: settings),
    // Link, IP and TCP headers, read and written.
    .target(name: "PacketHeaders", swiftSettings: settings),
    // Captures: pcap, pcapng and HAR files, and the bytes of each direction of their connections.
    .target(name: "TrafficCapture", dependencies: ["PacketHeaders"], swiftSettings: settings),
    // A connection seen from outside: exchanges, frames, messages, findings, the ending.
    .target(
      name: "WebSocketInspection",
      dependencies: ["WebSocketProtocol", "PerMessageDeflate", "TrafficCapture", "PacketHeaders"],
      swiftSettings: settings),
    // A connection's pictures: timeline, summary, live line, page; and its JSON.
    .target(
      name: "ConnectionDiagram",
      dependencies: [
        "WebSocketProtocol", "WebSocketInspection", "TrafficCapture", "Explanations",
        "FrameDiagram", "TerminalText",
      ],
      exclude: ["Schema"],  // describes the JSON; read by people and by validators
      swiftSettings: settings),
    // Sockets: an event loop, server, client and tap.
    .systemLibrary(name: "CEpoll"),
    .target(
      name: "WebSocketTransport",
      dependencies: [
        "WebSocketProtocol", .target(name: "CEpoll", condition: .when(platforms: [.linux])),
      ],
      swiftSettings: settings),
    // The exam: cases as data, what runs them against a server or a client, verdicts, diagnoses.
    .target(
      name: "ConformanceExam",
      dependencies: [
        "WebSocketProtocol", "PerMessageDeflate", "WebSocketInspection", "WebSocketTransport",
        "TrafficCapture", "Explanations",
      ],
      swiftSettings: settings),
    // What came of an exam: for terminals, and as JSON and files for other programs.
    .target(
      name: "ExamReport",
      dependencies: [
        "ConformanceExam", "WebSocketProtocol", "WebSocketInspection", "ConnectionDiagram",
        "FrameDiagram", "Explanations", "TerminalText", "TrafficCapture",
      ],
      swiftSettings: settings),
    // What people paste, turned into bytes.
    .target(
      name: "ByteInput", dependencies: ["PacketHeaders", "TerminalText"], swiftSettings: settings),
    // The course without its lessons: text, figures, pacing, hints, progress, checks.
    .target(
      name: "LessonKit",
      dependencies: ["WebSocketProtocol", "FrameDiagram", "TerminalText", "CommandLineKit"],
      swiftSettings: settings),
    // How each function that a learner writes is graded.
    .target(
      name: "LessonExercises", dependencies: ["LessonKit", "WebSocketProtocol"],
      path: "Lessons/Exercises", swiftSettings: settings),
    // The command line.
    .executableTarget(
      name: "wsx",
      dependencies: [
        "WebSocketProtocol", "Explanations", "PerMessageDeflate", "WebSocketTransport",
        "WebSocketInspection", "FrameDiagram", "ConnectionDiagram", "ByteInput", "TrafficCapture",
        "PacketHeaders", "ConformanceExam", "ExamReport", "LessonKit", "TerminalText",
        "CommandLineKit",
      ],
      exclude: ["README.md"], resources: [.embedInCode("Pages/serve.html")], swiftSettings: settings
    ),

    .testTarget(
      name: "WebSocketProtocolTests",
      dependencies: ["WebSocketProtocol", "TestSupport"],
      exclude: ["Fixtures"],
      swiftSettings: settings),
    .testTarget(
      name: "ExplanationsTests",
      dependencies: [
        "Explanations", "WebSocketProtocol", "PerMessageDeflate", "WebSocketTransport",
        "LessonExercises", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PerMessageDeflateTests",
      dependencies: ["PerMessageDeflate", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "TerminalTextTests", dependencies: ["TerminalText", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandLineKitTests", dependencies: ["CommandLineKit", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FrameDiagramTests", dependencies: ["FrameDiagram", "TestSupport"], exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(
      name: "ConnectionDiagramTests",
      dependencies: [
        "ConnectionDiagram", "WebSocketInspection", "TrafficCapture", "FrameDiagram",
        "TerminalText", "TestSupport",
      ],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "ByteInputTests", dependencies: ["ByteInput", "PacketHeaders", "TestSupport"],
      exclude: ["Fixtures"],  // read by path, next to the script that prints them
      swiftSettings: settings),
    .testTarget(
      name: "TrafficCaptureTests",
      dependencies: ["TrafficCapture", "PacketHeaders", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "WebSocketInspectionTests",
      dependencies: [
        "WebSocketInspection", "WebSocketProtocol", "PerMessageDeflate", "TrafficCapture",
        "PacketHeaders", "TestSupport",
      ],
      exclude: ["Fixtures"],
      swiftSettings: settings),
    .testTarget(
      name: "WebSocketTransportTests",
      dependencies: ["WebSocketTransport", "PerMessageDeflate", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ConformanceExamTests",
      dependencies: [
        "ConformanceExam", "ExamReport", "WebSocketTransport", "WebSocketProtocol",
        "PerMessageDeflate", "TerminalText", "CommandLineKit", "wrongserver", "TestSupport",
      ],
      exclude: ["Fixtures", "README.md"], swiftSettings: settings),
    .testTarget(
      name: "LessonKitTests",
      dependencies: [
        "LessonKit", "LessonExercises", "TerminalText", "TestSupport",
      ] + lessons.map { .target(name: $0.name) },
      exclude: ["Golden", "Workbooks"],
      swiftSettings: settings),
    // Lesson 10: the server on the learner's functions.
    .testTarget(
      name: "YourServerTests",
      dependencies: [
        "lesson10", "LessonKit", "LessonExercises", "WebSocketProtocol", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "wsxTests",
      dependencies: ["wsx", "PerMessageDeflate", "TrafficCapture", "TestSupport"],
      exclude: ["Fixtures", "Golden"], swiftSettings: settings),
    // Other people's browsers and libraries, against the programs and the library.
    .testTarget(
      name: "InteropTests",
      dependencies: ["wsx", "lesson10", "WebSocketTransport", "PerMessageDeflate", "TestSupport"],
      path: "Tests/Interop", exclude: ["autobahn", "autobahn.sh", "Peers", "README.md"],
      swiftSettings: settings),
    // The library products, used from another package.
    .testTarget(
      name: "ProductTests", dependencies: ["TestSupport"], path: "Tests/Products",
      exclude: ["Examples"], swiftSettings: settings),
    // A server and a client with one mistake each: what judges them must name it.
    .executableTarget(
      name: "wrongserver",
      dependencies: ["WebSocketProtocol", "WebSocketTransport", "CommandLineKit"],
      path: "Tests/WrongServers", swiftSettings: settings),
    // Running built programs, golden files, seeds.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .executableTarget(
      name: "bench",
      dependencies: [
        "WebSocketProtocol", "TrafficCapture", "PacketHeaders", "CommandLineKit", "TestSupport",
      ],
      path: "Tests/Benchmarks",
      exclude: ["Load", "README.md"],  // the load generator in C, and the servers that others wrote
      swiftSettings: settings),
  ] + lessons,
  swiftLanguageModes: [.v6]
)
