"""The server below the Bot API: requests in pieces and in rows, answers in order."""

import asyncio
from contextlib import asynccontextmanager

from bench.wire import Server
from tests.bench.conftest import WITHIN


@asynccontextmanager
async def connected(handle):
    """A connection to a server with this handler: (reader, writer)."""
    server = Server(handle)
    await server.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        async with asyncio.timeout(WITHIN):
            yield reader, writer
    finally:
        writer.close()
        server.stop()


def request(path, body=b"", header="Content-Length: "):
    return f"POST {path} HTTP/1.1\r\nHost: here\r\n{header}{len(body)}\r\n\r\n".encode() + body


async def body_of(reader):
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    return head.split(" ")[1], await reader.readexactly(int(head.rpartition("Content-Length: ")[2]))


def echo(request):
    request.answer(request.path.encode() + b" " + request.body)


async def test_a_request_in_pieces_is_put_together():
    async with connected(echo) as (reader, writer):
        for byte in request("/one", b"body"):
            writer.write(bytes([byte]))
            await writer.drain()
        assert await body_of(reader) == ("200", b"/one body")


async def test_a_connection_takes_one_request_after_the_other():
    async with connected(echo) as (reader, writer):
        for path in ("/one", "/two"):
            writer.write(request(path))
            assert await body_of(reader) == ("200", f"{path} ".encode())


async def test_requests_in_a_row_are_answered_in_their_order_however_late():
    delays = {"/slow": 0.02, "/quick": 0.0}

    def handle(request):
        request.answer(request.path.encode(), delay=delays[request.path])

    async with connected(handle) as (reader, writer):
        writer.write(request("/slow") + request("/quick", b"x") + request("/slow"))
        assert [(await body_of(reader))[1] for _ in range(3)] == [b"/slow", b"/quick", b"/slow"]


async def test_header_names_are_read_in_any_case():
    async with connected(echo) as (reader, writer):
        writer.write(request("/one", b"body", header="content-length:"))
        assert await body_of(reader) == ("200", b"/one body")


async def test_a_chunked_body_is_refused_plainly():
    async with connected(echo) as (reader, writer):
        writer.write(b"POST /one HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n")
        assert (await body_of(reader))[0] == "411"
