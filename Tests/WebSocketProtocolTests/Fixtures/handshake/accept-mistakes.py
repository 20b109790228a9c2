# Writes accept-mistakes.txt: each known mistake, done with Python's hashlib and base64.
# A line is: id, tab, key, tab, wrong value; the key and the value as JSON strings.
#   python3 accept-mistakes.py > accept-mistakes.txt
import base64
import hashlib
import json

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
# Their right values hold "+" or "/", so that the alphabet for URLs shows.
KEYS = ["dGhlIHNhbXBsZSBub25jZQ==", "LRT23e1ke0wLtTRpsvMLNA==", "AQIDBAUGBwgJCgsMDQ4PEA=="]


def sha1(data):
    return hashlib.sha1(data.encode() if isinstance(data, str) else data).digest()


def b64(data):
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


def mistakes(key):
    right = sha1(key + GUID)
    raw = base64.b64decode(key)
    yield "accept.decoded-key", b64(sha1(raw + GUID.encode()))
    yield "accept.no-guid", b64(sha1(key))
    yield "accept.no-guid", b64(sha1(raw))
    yield "accept.no-key", b64(sha1(GUID))
    yield "accept.reversed", b64(sha1(GUID + key))
    once = hashlib.sha1()
    for _ in range(2):
        once.update((key + GUID).encode())
    yield "accept.hash-reused", b64(once.digest())
    yield "accept.key-case-changed", b64(sha1(key.lower() + GUID))
    yield "accept.key-case-changed", b64(sha1(key.upper() + GUID))
    yield "accept.key-unpadded", b64(sha1(key.rstrip("=") + GUID))
    yield "accept.utf-16", b64(sha1((key + GUID).encode("utf-16-le")))
    yield "accept.hashed-twice", b64(sha1(right))
    yield "accept.nul-hashed", b64(sha1(key + GUID + "\0"))
    for before, behind in [
        (" ", ""), ("", " "), (" ", " "), ("\t", ""), ("", "\r"), ("", "\n"), ("", "\r\n"),
        (" ", "\r"), (" ", "\n"), (" ", "\r\n"), ("", "\0"), (": ", ""), ("Sec-WebSocket-Key: ", ""),
    ]:
        yield "accept.key-untrimmed", b64(sha1(before + key + behind + GUID))
    for end in ["\n", "\r\n"]:
        yield "accept.newline-hashed", b64(sha1(key + GUID + end))
    for guid in [
        GUID.replace("258EA", "258ED"),
        GUID.replace("E914-", "E914\u2013"),
        GUID.replace("258EA", "258ED").replace("E914-", "E914\u2013"),
        GUID.replace("-", "\u2013"), GUID.lower(), GUID.replace("-", ""), "{" + GUID + "}",
        GUID + " ",
        "258EAFA5-E914-47DA-95CA-5AB0DC85B11", "258EAFA5-E914-47DA-95CA-5AB0DC85B11F",
        "258EAFA5-E914-47DA-95CA-5AB0DC85B11D", "258EAFA5-E914-47DA-95CA-5AB0DC85B11C",
    ]:
        yield "accept.wrong-guid", b64(sha1(key + guid))
    yield "accept.wrong-guid", b64(sha1(key.encode() + bytes.fromhex(GUID.replace("-", ""))))
    yield "accept.hex-digest", b64(right.hex())
    yield "accept.hex-digest", b64(right.hex().upper())
    yield "accept.hex-sent", right.hex()
    yield "accept.hex-sent", right.hex().upper()
    url = base64.urlsafe_b64encode(right).decode()
    yield "accept.url-alphabet", url
    yield "accept.url-alphabet", url.rstrip("=")
    yield "accept.no-padding", b64(right).rstrip("=")
    yield "accept.encoded-twice", b64(b64(right))
    yield "accept.little-endian", b64(b"".join(right[i : i + 4][::-1] for i in range(0, 20, 4)))
    yield "accept.not-hashed", b64(key + GUID)
    for text in [b64(right) + "\n", b64(right) + "\r\n", " " + b64(right), b64(right) + "\r"]:
        yield "accept.value-untrimmed", text
    yield "accept.quoted", '"' + b64(right) + '"'
    yield "accept.case-changed", b64(right).lower()
    yield "accept.case-changed", b64(right).upper()
    yield "accept.key-echoed", key
    if key != KEYS[0]:
        yield "accept.example-copied", b64(sha1(KEYS[0] + GUID))
    yield "accept.example-copied", "fYoqiH14DgI+SylEMwM2sDLzDiO="
    yield "accept.other-hash", b64(hashlib.sha256((key + GUID).encode()).digest())
    yield "accept.other-hash", b64(hashlib.md5((key + GUID).encode()).digest())


for key in KEYS:
    for name, value in mistakes(key):
        print(name, json.dumps(key), json.dumps(value), sep="\t")
