import CommandLineKit

/// All commands, in the order in which help lists them.
let allCommands: [any Command.Type] = [
  DecodeCommand.self,
  EncodeCommand.self,
  AcceptCommand.self,
  KeyCommand.self,
  CaptureCommand.self,
  HandshakeCommand.self,
  ServeCommand.self,
  ConnectCommand.self,
  TapCommand.self,
  ExamCommand.self,
  ExplainCommand.self,
  CourseCommand.self,
  CompletionsCommand.self,
  HelpCommand.self,
]
