# Cuts the heads of the opening handshakes out of a capture, with tshark.
#   python3 extract-heads.py NAME.pcap NAME
# writes NAME.request.http and NAME.response.http: the bytes as they were sent.
import subprocess
import sys

capture, name = sys.argv[1:]
rows = subprocess.run(
    ["tshark", "-r", capture, "-Y", "http.upgrade", "-T", "fields", "-e", "tcp.payload"],
    capture_output=True, text=True, check=True).stdout.split()
for kind, row in zip(["request", "response"], rows, strict=True):
    payload = bytes.fromhex(row)
    head = payload[: payload.index(b"\r\n\r\n") + 4]
    with open(f"{name}.{kind}.http", "wb") as file:
        file.write(head)
