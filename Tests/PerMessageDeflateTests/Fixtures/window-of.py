"""Inflates raw DEFLATE data in a window of WBITS bits; from standard input to standard output.

    python3 window-of.py WBITS

One byte of output at a time, so that zlib finds every reference in the window, and nowhere else:
data made for a larger window fails.
"""

import sys
import zlib

inflater = zlib.decompressobj(wbits=-int(sys.argv[1]))
data = sys.stdin.buffer.read()
while True:
    byte = inflater.decompress(data, 1)
    data = inflater.unconsumed_tail
    sys.stdout.buffer.write(byte)
    if not byte and not data:
        break
