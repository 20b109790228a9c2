extension English {
  static let heads = [
    "handshake.head-too-long":
      "The head does not end within {limit byte|bytes}, the limit.",
    "handshake.head-unfinished": "The bytes end before the blank line that ends a head.",
    "handshake.head-unfinished/kept": "A blank line ends the head.",
    "handshake.head-unfinished/no-answer": "The server closed the connection without an answer.",
    "handshake.head-unfinished/server-closed":
      "The server closed the connection in the middle of its answer, after {count byte|bytes}.",
    "handshake.head-unfinished/client-closed":
      "The client closed the connection before its head was complete, after {count byte|bytes}.",
    "handshake.bare-lf": "The line ends in LF alone. It must end in CR LF.",
    "handshake.bare-lf/kept": "Every line ends in CR LF.",
    "handshake.bare-cr": "There is a CR without LF after it.",
    "handshake.bare-cr/kept": "Every CR has LF after it.",
    "handshake.control-byte": "There is {byte}, a control byte.",
    "handshake.control-byte/kept": "No control byte is in the head.",
    "handshake.non-ascii": "There is {byte}. Only ASCII is allowed here.",
    "handshake.non-ascii/kept": "All names are ASCII.",
    "handshake.folded-line":
      "The line begins with a blank, which makes it a continuation of the line above.",
    "handshake.folded-line/kept": "No line begins with a blank.",
    "handshake.missing-colon":
      "There is no colon in {line}. A header is a name, a colon and a value.",
    "handshake.missing-colon/kept": "Every header has a colon.",
    "handshake.blank-before-colon":
      "There is a blank between {header} and its colon. Take it away.",
    "handshake.blank-before-colon/kept": "No blank is before a colon.",
    "handshake.header-name":
      "{header} is not a name: {byte} may not be in one.",
    "handshake.header-name/empty": "The header has no name before its colon.",
    "handshake.header-name/kept": "Every header's name is a token.",
    "missing-header": "There is no {header} header.",
    "missing-header/indented":
      "There is no {header} header. Line {line} looks like it, but begins with a blank.",
  ]

  static let requests = [
    "handshake.request-line":
      "{line} is not a request line. A request line looks like \"GET /chat HTTP/1.1\".",
    "handshake.request-line/missing": "There is no request line.",
    "handshake.request-line/response":
      "This is the first line of a response. Expected a request.",
    "handshake.request-line/kept": "The first line is a request line.",
    "handshake.method": "The method is {method}. It must be GET, in upper case.",
    "handshake.method/kept": "The method is GET.",
    "handshake.request-version": "The version is {version}. It must be HTTP/1.1 or higher.",
    "handshake.request-version/kept": "The version is {version}.",
    "handshake.request-target":
      "The target is {target}. It must begin with \"/\", http:// or https://.",
    "handshake.request-target/fragment":
      "The target is {target}. A fragment, from \"#\" on, is never sent.",
    "handshake.request-target/websocket-url":
      "The target is {target}. On the wire it is the path alone, or begins with http:// or https://.",
    "handshake.request-target/kept": "The target is {target}.",
    "handshake.host": "Host is {value}. It must name the server.",
    "handshake.host/missing": "{missing}",
    "handshake.host/kept": "Host is {value}.",
    "handshake.host-repeated": English.repeated,
    "handshake.host-repeated/kept": English.alone,
    "handshake.host-repeated/absent": English.absent,
    "handshake.request-upgrade": English.mustName,
    "handshake.request-upgrade/missing": "{missing} It must name {wanted}.",
    "handshake.request-upgrade/kept": English.names,
    "handshake.request-connection": English.mustName,
    "handshake.request-connection/missing": "{missing} It must name {wanted}.",
    "handshake.request-connection/kept": English.names,
    "handshake.version":
      "Sec-WebSocket-Version is {value}. It must be 13, the version of RFC 6455.",
    "handshake.version/missing": "{missing} It must be 13.",
    "handshake.version/kept": "Sec-WebSocket-Version is 13.",
    "handshake.version-repeated": English.repeated,
    "handshake.version-repeated/kept": English.alone,
    "handshake.version-repeated/absent": English.absent,
    "handshake.key": "Sec-WebSocket-Key is {value}. {reason}",
    "handshake.key/missing": "{missing}",
    "handshake.key/kept": "Sec-WebSocket-Key is canonical Base64 of 16 bytes.",
    "handshake.key-repeated": English.repeated,
    "handshake.key-repeated/kept": English.alone,
    "handshake.key-repeated/absent": English.absent,
    "handshake.origin-repeated": English.repeated,
    "handshake.origin-repeated/kept": English.alone,
    "handshake.origin-repeated/absent": English.absent,
    "key/wrong-size":
      "The key stands for {count byte|bytes}. It must stand for 16, which makes 24 characters of "
      + "Base64.",
    // Erratum 3150.
    "key/sample-of-the-rfc":
      "This is the sample key of RFC 6455 §4.1, and the RFC has it wrong (erratum 3150): {reason}",
    "key/not-base64": "The key is not canonical Base64: {reason}",
    "base64/foreign-byte":
      "character {position}, {byte}, is not in the Base64 alphabet (A–Z, a–z, 0–9, +, /).",
    "base64/url-minus":
      "character {position}, {byte}, is not in the Base64 alphabet (A–Z, a–z, 0–9, +, /). In this "
      + "alphabet, value 62 is written \"+\".",
    "base64/url-underscore":
      "character {position}, {byte}, is not in the Base64 alphabet (A–Z, a–z, 0–9, +, /). In this "
      + "alphabet, value 63 is written \"/\".",
    "base64/misplaced-padding":
      "character {position} is an \"=\" out of place. One or two of them may fill the last group of "
      + "four characters, and nothing follows them.",
    "base64/one-left-over":
      "the text has {count character|characters}. Base64 comes in groups of four; one is left over.",
    "base64/incomplete-group":
      "the text has {count character|characters}. Base64 comes in groups of four; {lacking} more "
      + "{lacking|is|are} expected (\"=\" fills the last group).",
    "base64/unused-bits":
      "character {position} has bits set that belong to no byte. They must be 0, which makes it "
      + "{canonical}.",
  ]

  static let responses = [
    "handshake.status-line":
      "{line} is not a status line. The right one is \"HTTP/1.1 101 Switching Protocols\".",
    "handshake.status-line/missing": "There is no status line.",
    "handshake.status-line/request":
      "This is the first line of a request. Expected a response.",
    "handshake.status-line/kept": "The first line is a status line.",
    "handshake.response-version": "The version is {version}. Only HTTP/1.1 knows 101.",
    "handshake.response-version/kept": "The version is {version}.",
    "handshake.status":
      "The status code is {code}, not 101: the server does not switch to WebSocket.",
    "handshake.status/kept": "The status code is 101.",
    "handshake.response-upgrade": "Upgrade is {value}. It must be websocket alone.",
    "handshake.response-upgrade/missing": "{missing} It must be websocket.",
    "handshake.response-upgrade/kept": "Upgrade is {value}.",
    "handshake.response-connection": English.mustName,
    "handshake.response-connection/missing": "{missing} It must name {wanted}.",
    "handshake.response-connection/kept": English.names,
    "handshake.accept":
      "Sec-WebSocket-Accept is {value}. To the key {key}, the answer is {expected}.",
    "handshake.accept/missing": "{missing}",
    "handshake.accept/not-base64":
      "Sec-WebSocket-Accept is {value}, not canonical Base64. It must be Base64 of 20 bytes.",
    "handshake.accept/wrong-size":
      "Sec-WebSocket-Accept is {value}, Base64 of {count byte|bytes}. It must be Base64 of 20 bytes.",
    "handshake.accept/undecided":
      "Whether Sec-WebSocket-Accept is right depends on the client's key.",
    "handshake.accept/kept": "Sec-WebSocket-Accept is the right answer to {key}.",
    "handshake.accept-repeated": English.repeated,
    "handshake.accept-repeated/kept": English.alone,
    "handshake.accept-repeated/absent": English.absent,
  ]

  static let lists = [
    "handshake.subprotocol-name":
      "{name} is not a name: {byte} may not be in one.",
    "handshake.subprotocol-name/empty": "Sec-WebSocket-Protocol names nothing.",
    "handshake.subprotocol-name/offered": "The client offers, the best first: {names}.",
    "handshake.subprotocol-name/chosen": "The server chose {names}.",
    "handshake.subprotocol-name/absent": "There is no Sec-WebSocket-Protocol.",
    "handshake.subprotocol-twice": "{name} is offered a second time.",
    "handshake.subprotocol-twice/kept": "Each subprotocol is offered once.",
    "handshake.subprotocol-twice/absent": "No subprotocol is offered.",
    "handshake.subprotocol-repeated":
      "{name} is a second subprotocol. A connection has one.",
    "handshake.subprotocol-repeated/kept": "One subprotocol is chosen.",
    "handshake.subprotocol-repeated/absent": "No subprotocol is chosen.",
    "handshake.subprotocol-not-offered":
      "The client did not offer {name}. It offered {offered}.",
    "handshake.subprotocol-not-offered/none-offered":
      "The client did not offer {name}. It offered no subprotocol.",
    "handshake.subprotocol-not-offered/undecided":
      "It is not known whether the client offered {name}.",
    "handshake.subprotocol-not-offered/kept": "The client offered {name}.",
    "handshake.subprotocol-not-offered/absent": "No subprotocol is chosen.",
    "handshake.extension-syntax": "Sec-WebSocket-Extensions is {value}. {reason}",
    "handshake.extension-syntax/kept": "Extensions: {names}.",
    "handshake.extension-syntax/absent": "There is no Sec-WebSocket-Extensions.",
    "handshake.extension-not-offered": "The client did not offer {name}.",
    "handshake.extension-not-offered/undecided": "What the client offered is not known.",
    "handshake.extension-not-offered/kept":
      "The client offered every extension that the server chose.",
    "handshake.extension-not-offered/absent": "No extension is chosen.",
    "handshake.extension-parameters": "{problem}",
    "handshake.extension-parameters/undecided": "What the client offered is not known.",
    "handshake.extension-parameters/kept": "The answer fits the offer.",
    "handshake.extension-parameters/absent": "No extension is chosen.",
    "handshake.extension-parameters/not-offered": "Not every extension was offered.",
    "extension-list/separator":
      "Expected \";\", \",\" or the end at character {position}, but there is {found}.",
    "extension-list/name":
      "Expected an extension's name at character {position}, but there is {found}.",
    "extension-list/parameter":
      "Expected a parameter's name at character {position}, but there is {found}.",
    "extension-list/value":
      "Expected a value at character {position}, but there is {found}.",
    "extension-list/token-byte":
      "Expected a character of a token inside the quotation marks at character {position}, but there "
      + "is {found}.",
    "extension-list/quoted-value":
      "Expected a value between the quotation marks at character {position}, but there is {found}.",
    "extension-list/closing-quote":
      "Expected a closing quotation mark at character {position}, but there is {found}.",
  ]

  private static let repeated = "{header} is here a second time, after line {line}."
  private static let alone = "There is one {header} header."
  private static let absent = "There is no {header}."
  private static let mustName = "{header} is {value}. It must name {wanted}."
  private static let names = "{header} names {member}."
}
