import CommandLineKit

let console = Console.standard()
guard !Options.isDebugBuild else {
  console.say("a debug build says nothing about speed: swift run -c release bench")
  exitProcess(ExitStatus.usage.rawValue)
}

let options: Options
do {
  options = try Options(Array(CommandLine.arguments.dropFirst()))
} catch {
  console.say(error.message)
  exitProcess(error.status.rawValue)
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
exitProcess(isMissed ? 1 : 0)
