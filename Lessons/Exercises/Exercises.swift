import LessonKit

extension Exercise {
  /// Every function that a learner writes, in the course's order.
  package static let all: [Exercise] = [
    acceptValue, encodeTextFrame, unmask, encodeLength, decodeLength, closePayload, parseClose,
    closeReply, readRequest, writeResponse, assemble, pong, decodeFrame, checkUTF8,
  ]
}
