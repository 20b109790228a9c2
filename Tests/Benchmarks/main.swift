import Foundation

guard !Options.isDebugBuild else {
  print("a debug build says nothing about speed: swift run -c release bench")
  exit(2)
}

guard let options = Options(CommandLine.arguments.dropFirst()) else {
  print(Options.usage)
  exit(2)
}

print(Table.header)
var isMissed = false
for benchmark in all where options.names.isEmpty || options.names.contains(benchmark.name) {
  let figures: [Figure]
  do {
    figures = try benchmark.init().run(options)
  } catch let error as LoadError {
    figures = [.skipped(benchmark.name, error.message)]
  }
  for figure in figures {
    print(Table.row(figure))
    isMissed = isMissed || figure.isMet == false
  }
}
print("\nratios of medians of \(options.rounds) interleaved rounds (lowest–highest round)")
print("checksum \(String(checksum.withLock { $0 }, radix: 16)): every result was used")
exit(isMissed ? 1 : 0)
