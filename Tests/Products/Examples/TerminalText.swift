import TerminalText

var line = StyledLine("FIN ", .dim)
line.append("1", Style(.orange, isBold: true))
line.pad(to: 8)
line.append("你好".escapedForTerminal, .ok)
print(line.width)
print(StyledText([line]).rendered(TerminalStyle()))
print(TerminalStyle(color: true).render(line) == TerminalStyle().render(line))
print("\u{1b}[31m".escapedForTerminal)

// prints: 12
// prints: FIN 1   你好
// prints: false
// prints: \e[31m
