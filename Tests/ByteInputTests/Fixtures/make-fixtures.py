#!/usr/bin/env python3
"""Prints the fixtures again with the real tools: xxd, hexdump, od, tcpdump, tshark, node.

Run it in this folder. The tests need only the files that it wrote:

    SAMPLE/bytes.bin               the bytes
    SAMPLE/FORMAT.txt              a tool's output for them, read as that InputFormat
    SAMPLE/FORMAT+VARIANT.txt      another output of that format
    SAMPLE/FORMAT+written-….txt    the tool's documented look, written here for want of the tool
"""
import array, os, pprint, struct, subprocess, tempfile

HELLO = bytes.fromhex("818537fa213d7f9f4d5158")
SAMPLES = {
    "hello": HELLO,
    # Three rows, the last one short; all 40 bytes different.
    "rows": bytes((i * 37 + 129) % 256 for i in range(40)),
    # The text column looks like data: hex digits, fences, blanks at both ends of a row.
    "texty": b"  GET / \xde\xadde ad 0000|x>y <de ad be ef 4d00  ",
    # A region of equal rows, which dumps fold into "*"; the length is odd.
    "zeros": bytes([0x82, 0x7E, 0, 103]) + bytes(100) + b"end",
    # An odd length whose last byte is zero itself.
    "odd": b"\x82\x03ab\x00",
}


def run(*command, given=None):
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


def write(sample, form, output):
    if isinstance(output, str):
        output = output.encode()
    with open(f"{sample}/{form}.txt", "wb") as file:
        file.write(output)


def write_bytes(sample, data):
    os.makedirs(sample, exist_ok=True)
    with open(f"{sample}/bytes.bin", "wb") as file:
        file.write(data)


def dumps(name, data):
    source = f"{name}/bytes.bin"
    for form, *command in [
        ("xxd", "xxd"), ("xxd+g1", "xxd", "-g1"), ("xxd+g4", "xxd", "-g4"),
        ("xxd+g0", "xxd", "-g0"), ("xxd+a", "xxd", "-a"), ("xxd+c7", "xxd", "-c7"),
        ("xxd+u", "xxd", "-u"), ("xxd+s", "xxd", "-o", "64"),
        ("xxd-b", "xxd", "-b"), ("c-array", "xxd", "-i"), ("hex+xxd-p", "xxd", "-p"),
        ("hexdump-c", "hexdump", "-C"), ("words+hexdump", "hexdump"),
        ("words+hexdump-x", "hexdump", "-x"), ("words+od-x", "od", "-x"),
        ("words+od-x4", "od", "-t", "x4"), ("words+od-Ad", "od", "-A", "d", "-x"), ("words+od-Ax", "od", "-A", "x", "-x"),
        ("od", "od", "-t", "x1"), ("od+z", "od", "-t", "x1z"),
        ("od+Axz", "od", "-A", "x", "-t", "x1z"), ("od+Ad", "od", "-A", "d", "-t", "x1"),
        ("od+v", "od", "-v", "-t", "x1"), ("hex+od-An", "od", "-v", "-A", "n", "-t", "x1"),
        ("xxd-e", "xxd", "-e"), ("xxd-e+g2", "xxd", "-e", "-g2"), ("xxd-e+g8", "xxd", "-e", "-g8"),
        ("xxd-e+c8", "xxd", "-e", "-c8"),
        ("od-b", "od", "-b"), ("od-b+hexdump", "hexdump", "-b"), ("od-b+v", "od", "-v", "-t", "o1"),
        ("od-b+z", "od", "-t", "o1z"), ("od-b+words", "od"), ("od-b+words-hexdump", "hexdump", "-o"),
        ("od-u1", "od", "-t", "u1"), ("od-u1+signed", "od", "-t", "d1"),
        ("od-u1+Adz", "od", "-A", "d", "-t", "u1z"),
        ("od-c", "od", "-c"), ("od-c+hexdump", "hexdump", "-c"), ("od-c+Ax", "od", "-A", "x", "-c"),
        ("base64", "base64"), ("base64+w0", "base64", "-w0"),
    ]:
        write(name, form, run(*command, source))


def languages(name, data):
    write(name, "python-bytes", f"{data}\n")
    write(name, "python-bytes+bytearray", f"{bytearray(data)}\n")
    write(name, "python-bytes+pprint", pprint.pformat(data, width=40) + "\n")
    write(name, "python-bytes+list", f"{[data[:5], data[5:]]}\n")
    write(name, "python-bytes+tuple", f"{(data,)}\n")
    write(name, "decimal+python", f"{list(data)}\n")
    write(name, "decimal+python-tuple", f"{tuple(data)}\n")
    write(name, "decimal+python-array", f"{array.array('B', data)}\n")
    write(name, "decimal+python-array-signed", f"{array.array('b', data)}\n")
    write(name, "c-array+python-hex", f"{[hex(byte) for byte in data]}\n")
    write(name, "c-array+python-bin", f"{[bin(byte) for byte in data]}\n")
    write(name, "c-array+python-hex-tuple", f"{tuple(hex(byte) for byte in data)}\n")
    write(name, "hex+python-sep", data.hex(":") + "\n")
    node = lambda script: run("node", "-e", f"const b = require('fs').readFileSync('{name}/bytes.bin'); {script}")
    if len(data) <= 50:
        write(name, "node-buffer", node("console.log(b)"))
        write(name, "node-json+log", node("console.log(b.toJSON())"))
    write(name, "node-json", node("console.log(JSON.stringify(b))"))
    write(name, "node-json+pretty", node("console.log(JSON.stringify(b, null, 2))"))
    if len(data) <= 100:
        write(name, "typed-array", node("console.log(new Uint8Array(b))"))
        write(name, "typed-array+signed", node("console.log(new Int8Array(b))"))
    write(name, "base64+url", node("console.log(b.toString('base64url'))"))
    signed = [byte - 256 if byte > 127 else byte for byte in data]
    write(name, "decimal+written-java", "[" + ", ".join(map(str, signed)) + "]\n")
    write(name, "decimal+written-go-v", "[" + " ".join(map(str, data)) + "]\n")
    casts = ", ".join(f"(byte) 0x{byte:02x}" for byte in data)
    write(name, "c-array+written-java-casts", f"new byte[] {{{casts}}};\n")
    numbers = ", ".join(map(str, signed))
    write(name, "c-array+written-java-signed", f"byte[] f = {{{numbers}}};\n")
    rust = ", ".join(f"0x{byte:x}" for byte in data)
    write(name, "c-array+written-rust-vec", f"let f = vec![{rust}];\n")
    write(name, "c-array+written-rust-slice", f"&[{rust}]\n")
    write(name, "go-literal+written", "[]byte{" + ", ".join(f"0x{b:x}" for b in data) + "}\n")
    write(name, "erlang+written", "<<" + ",".join(map(str, data)) + ">>\n")


def wireshark(name, data):
    """What Wireshark's clipboard holds: its documented look, for it has no command line."""
    rows = [data[i:i + 16] for i in range(0, len(data), 16)]
    text = lambda row: "".join(chr(b) if 0x20 <= b < 0x7F else "." for b in row)
    write(name, "wireshark+written-copy", "".join(
        f"{i * 16:04x}   {row.hex(' ')}   {text(row)}\n" for i, row in enumerate(rows)))
    write(name, "wireshark+written-hex-only", "".join(
        f"{i * 16:04x}   {row.hex(' ')}\n" for i, row in enumerate(rows)))
    write(name, "hex+written-stream", data.hex())
    write(name, "c-array+written-wireshark", "unsigned char bytes[] = {\n" + ",\n".join(
        ", ".join(f"0x{b:02x}" for b in row) for row in rows) + "\n};")
    write(name, "c-string+written-escaped", " \\\n".join(
        '"' + "".join(f"\\x{b:02x}" for b in row) + '"' for row in rows))
    octal = "".join(
        "\\" + chr(b) if chr(b) in '"\\' else chr(b) if 0x20 <= b < 0x7F else f"\\{b:03o}"
        for b in data)
    write(name, "c-string+written-octal", f'"{octal}"')


def separators(name, data):
    pairs = [f"{b:02x}" for b in data]
    for variant, text in {
        "spaces": " ".join(pairs), "upper": data.hex().upper(), "colons": ":".join(pairs),
        "commas": ",".join(pairs), "dashes": "-".join(pairs), "tabs": "\t".join(pairs),
        "lines": "\r\n".join(pairs), "prefixes": ", ".join("0x" + p for p in pairs),
        "prefix": "0x" + data.hex(), "escapes": "".join("\\x" + p for p in pairs),
        "percent": "".join("%" + p for p in pairs), "semicolons": "; ".join(pairs) + ";",
    }.items():
        write(name, f"hex+{variant}", text)
    bits = [f"{b:08b}" for b in data]
    write(name, "hex+prefixes-run", "".join("0x" + p for p in pairs))
    write(name, "binary-digits+python", ", ".join(bin(b) for b in data))
    write(name, "binary-digits+spaces", " ".join(bits) + "\n")
    write(name, "binary-digits+run", "".join(bits) + "\n")
    write(name, "decimal+bare", " ".join(f"{b}" for b in data))


def logs(name, data):
    rust = lambda data: "".join(
        {9: "\\t", 10: "\\n", 13: "\\r", 34: '\\"', 39: "\\'", 92: "\\\\"}.get(
            b, chr(b) if 0x20 <= b < 0x7F else f"\\x{b:02x}") for b in data)
    write(name, "websocat+written", f'WRITE {len(data)} "{rust(data)}"\n')
    half = len(data) // 2
    write(name, "websocat+written-lines", "".join(
        f'READ {len(part)} "{rust(part)}"\n' for part in (data[:half], data[half:])))
    words = lambda data: "".join(f"{b:02X} " for b in data)
    write(name, "websocketpp+written", f"[0] ({len(data)}) {words(data)}\n")
    header, payload = data[:6], data[6:]
    if payload:
        write(name, "websocketpp+written-payload",
              f"[0] ({len(header)}) {words(header)}\n[0] ({len(payload)}) [2] {words(payload)}\n")


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def tcp(payload, seq=1, options=b"", pseudo=b""):
    header = lambda check: struct.pack(
        ">HHIIBBHHH", 50000, 8080, seq, 1, (5 + len(options) // 4) << 4, 0x18, 512, check, 0) + options
    length = len(header(0)) + len(payload)
    return header(checksum(pseudo + struct.pack(">HH", 6, length) + header(0) + payload)) + payload


def ipv4(payload, seq=1, options=b""):
    addresses = bytes([127, 0, 0, 1, 127, 0, 0, 1])
    body = tcp(payload, seq, options, addresses)
    header = lambda check: struct.pack(
        ">BBHHHBBH", 0x45, 0, 20 + len(body), 1, 0x4000, 64, 6, check) + addresses
    return header(checksum(header(0))) + body


def ipv6(payload, extension=b""):
    addresses = bytes(15) + b"\1" + bytes(15) + b"\1"
    body = tcp(payload, pseudo=addresses)
    if extension:
        extension = bytes([6]) + extension
    return struct.pack(">IHBB", 0x60000000, len(extension) + len(body),
                       0 if extension else 6, 64) + addresses + extension + body


STAMPS = bytes([1, 1, 8, 10]) + bytes(8)
MACS = bytes.fromhex("02000000000102000000000 2".replace(" ", ""))
LINKS = {
    "ethernet": (1, MACS + b"\x08\x00" + ipv4(HELLO, options=STAMPS)),
    "vlan": (1, MACS + bytes.fromhex("8100000a88a8000b0800") + ipv4(HELLO)),
    "padded": (1, MACS + b"\x08\x00" + ipv4(b"\x89\x00") + bytes(4)),
    "cooked1": (113, bytes.fromhex("0000030400060000000000000000") + b"\x08\x00" + ipv4(HELLO)),
    "cooked2": (276, bytes.fromhex("0800000000000001030400060000000000000000") + ipv4(HELLO)),
    "null": (0, b"\x02\0\0\0" + ipv4(HELLO)),
    "ip4": (101, ipv4(HELLO)),
    "ip6": (101, ipv6(HELLO)),
    "ip6ext": (101, ipv6(HELLO, b"\x00\x01\x04\0\0\0\0")),
}


def capture(path, link, packets):
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHIIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, link))
        for packet in packets:
            file.write(struct.pack("<IIII", 1700000000, 0, len(packet), len(packet)) + packet)


def packets():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "one.pcap")
        for name, (link, packet) in LINKS.items():
            payload = b"\x89\x00" if name == "padded" else HELLO
            sample = f"packet-{name}"
            write_bytes(sample, payload)
            capture(path, link, [packet])
            write(sample, "hex+packet", packet.hex())
            write(sample, "tcpdump+XX", run("tcpdump", "-t", "-nnXXr", path))
            write(sample, "tcpdump", run("tcpdump", "-nnXr", path))
            write(sample, "tcpdump+x", run("tcpdump", "-nnxr", path))
            write(sample, "wireshark+tshark", run("tshark", "-nr", path, "-x"))
            write(sample, "wireshark+tshark-ws", run(
                "tshark", "-nr", path, "-d", "tcp.port==8080,websocket", "-x"))
        two = [ipv4(HELLO), ipv4(b"\x89\x00", seq=1 + len(HELLO))]
        write_bytes("packet-two", HELLO + b"\x89\x00")
        capture(path, 101, two)
        write("packet-two", "tcpdump", run("tcpdump", "-nnXr", path))
        write("packet-two", "tcpdump+v", run("tcpdump", "-vnnXr", path))
        write("packet-two", "wireshark+tshark", run("tshark", "-nr", path, "-x"))
        for name in ("hello", "rows", "texty"):
            capture(path, 101, [ipv4(SAMPLES[name])])
            follow = run("tshark", "-nr", path, "-qz", "follow,tcp,hex,0").decode().split("\n")
            write(name, "wireshark+follow", "\n".join(follow[6:-2]) + "\n")
            write(name, "wireshark+follow-whole", "\n".join(follow))
            write(name, "hex+follow-raw", run("tshark", "-nr", path, "-qz", "follow,tcp,raw,0"))


for name, data in SAMPLES.items():
    write_bytes(name, data)
    printers = [dumps, wireshark]
    if name in ("hello", "texty"):
        printers += [languages, logs]
    if name == "hello":
        printers += [separators]
    for printer in printers:
        printer(name, data)
packets()
