@main
enum Lesson5 {
  static func main() {}
}
