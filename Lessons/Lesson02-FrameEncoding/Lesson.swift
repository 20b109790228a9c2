@main
enum Lesson2 {
  static func main() {}
}
