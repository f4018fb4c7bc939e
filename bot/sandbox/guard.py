"""What stands before every request of the chat page: this machine only, no foreign page, errors in one sentence."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

NAMES = ("127.0.0.1", "localhost", "[::1]")
SAFE_METHODS = ("GET", "HEAD")
FOREIGN_HOST = "The sandbox answers only under the address it was started with, on this machine."
FOREIGN_PAGE = "Another web page may not use the sandbox."

PAGE_POLICY = (
    "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"  # an uploaded file never runs as part of the page
HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


class Refusal(Exception):
    """The request isn't carried out: an HTTP status, and why in one plain sentence."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def guard(app: web.Application) -> None:
    """Put the checks before, and the headers behind, everything that `app` serves."""
    app.middlewares.extend([plain_errors, own_page_only])
    app.on_response_prepare.append(add_headers)


@web.middleware
async def plain_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refusals, and the errors of aiohttp itself, as {"error": "one sentence"}."""
    try:
        return await handler(request)
    except Refusal as refusal:
        return error(refusal.status, refusal.sentence)
    except web.HTTPError as failure:
        return error(HTTPStatus(failure.status), plain(HTTPStatus(failure.status)))


@web.middleware
async def own_page_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A name that merely resolves to this machine, or a page from elsewhere, gets nothing."""
    hosts = own_hosts(request)
    if request.headers.get(hdrs.HOST, "").lower() not in hosts:
        raise Refusal(HTTPStatus.FORBIDDEN, FOREIGN_HOST)
    origin = request.headers.get(hdrs.ORIGIN)  # browsers send it with every POST, tools like curl with none
    own = origin is None or origin.lower() in {f"http://{host}" for host in hosts}
    if request.method not in SAFE_METHODS and not own:
        raise Refusal(HTTPStatus.FORBIDDEN, FOREIGN_PAGE)
    return await handler(request)


def own_hosts(request: web.Request) -> set[str]:
    """What the Host header may say: the loopback names with the port that took this request."""
    address = request.get_extra_info("sockname")
    port = address[1] if isinstance(address, tuple) else 0
    return {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())


def error(status: HTTPStatus, sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=status)


def plain(status: HTTPStatus) -> str:
    sentences = {
        HTTPStatus.NOT_FOUND: "There is nothing at this address.",
        HTTPStatus.METHOD_NOT_ALLOWED: "This address takes another method.",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "That is more than the sandbox takes: a file may have 10 MB.",
    }
    return sentences.get(status, f"{status.phrase}.")


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
