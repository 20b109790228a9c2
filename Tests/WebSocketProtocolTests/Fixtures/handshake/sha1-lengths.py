# Writes sha1-lengths.txt: the SHA-1, by Python's hashlib, of messages of 0 to 300 bytes, one a line.
# Byte i of a message is (7 * i + 13) mod 256.
#   python3 sha1-lengths.py > sha1-lengths.txt
import hashlib

for length in range(301):
    message = bytes((7 * i + 13) % 256 for i in range(length))
    print(hashlib.sha1(message).hexdigest())
