# Reads vectors line by line (now, header, secrets, body; base64, - for empty) and prints the numbers of the accepted ones.
import base64
import sys

from recipe import verify_ticketwire


def decode(field):
    return b"" if field == "-" else base64.b64decode(field)


with open(sys.argv[1], encoding="ascii") as lines:
    for number, line in enumerate(lines):
        now, header, secrets, body = line.rstrip("\n").split("\t")
        text = None if header == "-" else decode(header).decode()
        if verify_ticketwire(decode(body), text, [decode(secret).decode() for secret in secrets.split(",")], now=int(now)):
            print(number)
