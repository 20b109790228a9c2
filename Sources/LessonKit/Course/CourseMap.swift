import TerminalText

/// The map of the course: what is passed, where the learner is, what to run next.
package func courseMap(_ course: CourseFolder) -> StyledText {
  courseMap(Progress(file: course.progress), progressFile: course.shown(course.progress))
}

func courseMap(_ progress: Progress, progressFile: String) -> StyledText {
  var text = StyledText()
  text.append("The course", .heading)
  text.appendGap()
  let next = CourseLesson.all.first { !progress.hasPassed($0) }
  for lesson in CourseLesson.all {
    let passed = lesson.functions.filter(progress.hasPassed).count
    let isHere = lesson.number == next?.number
    var line = StyledLine()
    if passed == lesson.functions.count {
      line.append(" ✓ ", .ok)
    } else {
      line.append(isHere ? " → " : "   ", .bold)
    }
    line.append("\(lesson.number)  ", .dim)
    line.append(lesson.title, isHere ? .bold : .plain)
    line.pad(to: 30)
    line.append(lesson.subject, .dim)
    text.append(line)
    if isHere, passed > 0 {
      text.append("      \(passed) of \(lesson.functions.count) functions pass", .dim)
    }
  }
  text.appendGap()
  if let next {
    let begun = progress.step(in: next.number) != nil
    var line = StyledLine(begun ? "Go on:  " : "Next:  ")
    line.append(next.command, .bold)
    text.append(line)
  } else {
    text.append("All lessons passed. Read your functions once more: they are yours.", .ok)
  }
  text.append("Your code is in Lessons/Workbook, your progress in \(progressFile).", .dim)
  return text
}
