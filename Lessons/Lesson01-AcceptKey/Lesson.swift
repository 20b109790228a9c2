@main
enum Lesson1 {
  static func main() {}
}
