"""Messages compressed by Python's zlib, for the inflater's tests.

    python3 python-zlib.py > python-zlib.txt

One line a message: window bits, context (kept or none), the message, its compressed data.
"""

import random
import zlib

random.seed(7692)
words = ["frame", "opcode", "mask", "payload", "close", "ping", "pong", "text", "length"]


def message(size):
    """Text that repeats itself over short and over long distances."""
    text = " ".join(random.choice(words) for _ in range(size))
    return (text + str(random.random()) + text[: size // 2]).encode()


def deflate(compressor, data):
    compressed = compressor.compress(data) + compressor.flush(zlib.Z_SYNC_FLUSH)
    assert compressed.endswith(b"\x00\x00\xff\xff")
    return compressed[:-4]


for bits in range(9, 16):
    for context in ("kept", "none"):
        compressor = zlib.compressobj(wbits=-bits)
        repeated = message(60)
        for data in (b"Hello", b"Hello", repeated, message(120), repeated, bytes(300)):
            if context == "none":
                compressor = zlib.compressobj(wbits=-bits)
            print(bits, context, data.hex(), deflate(compressor, data).hex())
