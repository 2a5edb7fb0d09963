"""Connects once to each door, and prints how it found it: knock.py SOURCE ADDRESS:PORT... ; SOURCE may be "any"."""
import concurrent.futures
import socket
import sys


def knock(door):
    address, port = door.rsplit(":", 1)
    try:
        source = None if sys.argv[1] == "any" else (sys.argv[1], 0)
        with socket.create_connection((address, int(port)), timeout=1, source_address=source) as line:
            return line.send(b"\n") and "open"
    except TimeoutError:
        return "silent"
    except ConnectionRefusedError:
        return "refused"


with concurrent.futures.ThreadPoolExecutor(64) as pool:
    print("\n".join(pool.map(knock, sys.argv[2:])))
