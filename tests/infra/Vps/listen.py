"""Answers every line with itself, on the ports given, over IPv4 and IPv6: listen.py PORT..."""
import asyncio
import sys


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()
    writer.close()


async def main():
    for port in sys.argv[1:]:
        await asyncio.start_server(echo, None, int(port))
    print("listening", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
