@main
enum Lesson4 {
  static func main() {}
}
