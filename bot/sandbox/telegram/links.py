"""Which links Telegram takes in texts and buttons, and how it writes them back."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

SPECIAL_SCHEMES = ("tg:", "ton:", "tonsite:")
HOST_PART = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=\x80-\U0010ffff]|%[0-9A-Fa-f]{2})*")


@dataclass(frozen=True)
class Url:
    """A URL in parts. `port` is 0 where none was written; `rest` begins with a slash."""

    scheme: str
    userinfo: str
    host: str
    port: int
    rest: str

    @property
    def is_ipv6(self) -> bool:
        return self.host.startswith("[")

    def written(self) -> str:
        userinfo = f"{self.userinfo}@" if self.userinfo else ""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{userinfo}{self.host}{port}{self.rest}"


def parsed_url(text: str, default_scheme: str = "http") -> Url:
    """Take a URL apart; ValueError with Telegram's reason."""
    scheme, authority, rest = split_url(text, default_scheme)
    userinfo_and_host, port = split_port(authority)
    userinfo, _, host = userinfo_and_host.rpartition("@")
    check_host(host, userinfo)
    return Url(scheme, userinfo, host.lower(), port, escaped_rest(rest))


def split_url(text: str, default_scheme: str) -> tuple[str, str, str]:
    """Scheme, authority and the rest."""
    found = re.match(r"([^:/?#@\[\]]*)://", text)
    scheme = found.group(1).lower() if found else default_scheme
    if scheme not in ("http", "https"):
        raise ValueError("Unsupported URL protocol")
    tail = text[found.end() :] if found else text
    end = next((at for at, letter in enumerate(tail) if letter in "/?#"), len(tail))
    return scheme, tail[:end], tail[end:]


def split_port(authority: str) -> tuple[str, int]:
    found = re.fullmatch(r"(.+):([^:\]@]*)", authority, re.DOTALL)
    if not found:
        return authority, 0
    digits = found.group(2)
    if not re.fullmatch(r"0*[0-9]{1,9}", digits) or not 0 < int(digits) <= 65535:
        raise ValueError("Wrong port number specified in the URL")
    return found.group(1), int(digits)


def check_host(host: str, userinfo: str) -> None:
    if host.startswith("[") and host.endswith("]"):
        return check_ipv6(host)
    if not host:
        raise ValueError("URL host is empty")
    if host == ".":
        raise ValueError("Host is invalid")
    check_part(host, "host")
    check_part(userinfo.replace(":", ""), "userinfo")
    return None


def check_ipv6(host: str) -> None:
    try:
        ipaddress.IPv6Address(host[1:-1])
    except ValueError:
        raise ValueError("Wrong IPv6 address specified in the URL") from None


def check_part(part: str, name: str) -> None:
    """Letters, digits and what RFC 3986 allows."""
    end = HOST_PART.match(part)
    position = end.end() if end else 0
    if position == len(part):
        return
    if part[position] == "%":
        raise ValueError(f"Wrong percent-encoded symbol in URL {name}")
    raise ValueError(f"Disallowed character in URL {name}")


def escaped_rest(rest: str) -> str:
    rest = rest.rstrip(" \t\r\n\0\v") or "/"
    rest = rest if rest.startswith("/") else f"/{rest}"
    return re.sub(r"[\x00-\x20]", lambda found: f"%{ord(found.group()):02X}", rest)


def checked_link(link: str, *, https_only: bool = False) -> str:
    """The link as Telegram writes it; ValueError with the reason where it doesn't take it."""
    special = next((scheme for scheme in SPECIAL_SCHEMES if link.lower().startswith(scheme)), None)
    if special:
        return checked_special_link(link, special, https_only=https_only)
    url = parsed_url(link)
    if https_only and url.scheme != "https":
        raise ValueError("Only HTTPS links are allowed")
    if "." not in url.host and not url.is_ipv6:
        raise ValueError("Wrong HTTP URL")
    return url.written()


def checked_special_link(link: str, scheme: str, *, https_only: bool) -> str:
    """tg://, ton:// and tonsite:// links."""
    tail = link[len(scheme) :].removeprefix("//")
    url = parsed_url(tail)
    if https_only:
        raise ValueError("Only HTTPS links are allowed")
    if tail.lower().startswith(("http://", "https://")) or url.userinfo or url.port or url.is_ipv6:
        raise ValueError("Wrong tg URL" if scheme == "tg:" else "Wrong ton URL")
    if not re.fullmatch(r"[A-Za-z0-9\-_.]*" if scheme == "tonsite:" else r"[A-Za-z0-9\-_]*", url.host):
        raise ValueError("Unallowed characters in URL host")
    rest = url.rest[1:] if url.rest.startswith("/?") else url.rest
    return f"{scheme}//{url.host}{rest}"


def mentioned_user(link: str) -> int | None:
    """The user id of a tg://user?id=5 link."""
    found = re.match(r"tg:(?://)?user/?\?([^#]*)", link.lower())
    if not found:
        return None
    for parameter in found.group(1).split("&"):
        key, _, value = parameter.partition("=")
        if key == "id":
            return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else None
    return None
