@main
enum Lesson3 {
  static func main() {}
}
