/// Shows what a capture holds, item by item.
protocol CapturePrinter {
  mutating func show(_ item: CaptureItem)
  /// Called once, behind the last item.
  mutating func finish()
}
