import TerminalText

/// The map of the course: what is passed, where the learner is, what to run next.
package func courseMap(_ course: CourseFolder) -> StyledText {
  let progress = Progress(file: course.progress)
  var text = StyledText()
  text.append("The course", .heading)
  text.appendGap()
  let next = course.lessons.first { !progress.hasPassed($0) }
  let numberWidth = "\(course.lessons.count)".count
  let subjectColumn = numberWidth + 7 + (course.lessons.map(\.title.displayWidth).max() ?? 0)
  for lesson in course.lessons {
    let passed = lesson.functions.filter(progress.hasPassed).count
    let isHere = lesson.number == next?.number
    var line = StyledLine()
    if progress.hasPassed(lesson) {
      line.append(" ✓ ", .ok)
    } else {
      line.append(isHere ? " → " : "   ", .bold)
    }
    let number = "\(lesson.number)"
    line.pad(to: 3 + numberWidth - number.count)
    line.append(number + "  ", .dim)
    line.append(lesson.title, isHere ? .bold : .plain)
    line.pad(to: subjectColumn)
    line.append("\(lesson.subject), \(lesson.minutes) min", .dim)
    for part in line.wrapped(to: 80, indent: subjectColumn) { text.append(part) }
    if isHere, passed > 0 {
      var count = StyledLine()
      count.pad(to: 5 + numberWidth)
      count.append("\(passed) of \(lesson.functions.count) functions pass", .dim)
      text.append(count)
    }
  }
  text.appendGap()
  if let next {
    let isBegun = progress.step(in: next.number) != nil
    var line = StyledLine(isBegun ? "Go on:  " : "Next:  ")
    line.append(next.command, .bold)
    text.append(line)
  } else {
    text.append("All lessons are passed. To see a server at work: swift run wsx serve", .ok)
  }
  text.append(
    "Your code is in Lessons/Workbook, your progress in \(course.shown(course.progress)).", .dim)
  return text
}
