import CommandLineKit
import ExamReport

/// The files that an exam reads and writes.
enum ExamFiles {
  /// An earlier exam.
  static func saved(_ path: String) throws(Failure) -> SavedExam {
    guard let text = Files.text(of: path) else {
      throw .badInput(
        "\(quoted(path)) cannot be read. Expected what wsx exam --format json printed.")
    }
    do {
      return try SavedExam(name: path, json: Array(text.utf8))
    } catch {
      throw .badInput("\(error)")
    }
  }

  /// Writes a page.
  static func write(_ page: String, to path: String) throws(Failure) {
    do {
      try Files.write(page, to: path)
    } catch {
      throw .usage("\(quoted(path)) was not written: \(error)")
    }
  }
}
