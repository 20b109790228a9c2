import Foundation
import Testing

/// The schema of what `wsx` prints as JSON, and a validator that others wrote: Python's jsonschema.
package enum ConnectionSchema {
  /// Whether the validator is there, or must be.
  package static var canBeChecked: Bool { SystemProgram.isExpected(pythonModule: "jsonschema") }

  /// Where the schema is.
  private static let schema = packageDirectory.appendingPathComponent(
    "Sources/ConnectionDiagram/Schema/wsx-2.schema.json")

  /// What the validator has against the lines; empty where they fit.
  package static func complaints(about lines: String) throws -> String {
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      types = {name: jsonschema.Draft202012Validator({"$ref": "#/$defs/" + name, "$defs": schema["$defs"]})
               for name in ("exchange", "frame", "message", "end")}
      whole = jsonschema.Draft202012Validator(schema)
      for line in sys.stdin:
          object = json.loads(line)
          if whole.is_valid(object):
              continue
          # Says what is wrong by the type that the object names, which tells more than "none fits".
          validator = types.get(object.get("type"), whole)
          for error in validator.iter_errors(object):
              print("/".join(map(str, error.path)), error.message[:300], line[:300])
      """
    let run = try SystemProgram.any.run(
      ["python3", "-c", script, Self.schema.path], input: Array(lines.utf8))
    #expect(run.status == 0, "\(run.errors)")
    return run.text
  }
}
