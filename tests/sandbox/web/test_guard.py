"""Who is let in, and what every answer carries."""

import pytest

from tests.sandbox.web.conftest import ANNA


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}", ""]
)
@pytest.mark.parametrize("path", ["/", "/events", "/page/chat.js"])
async def test_another_name_for_this_machine_gets_nothing(client, host, path):
    response = await client.get(path, headers={"Host": host.format(port=client.port)})
    assert response.status == 403
    assert await response.json() == {
        "error": "The sandbox answers only under the address it was started with, on this machine."
    }


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}", "LOCALHOST:{port}"])
async def test_the_loopback_names_with_the_port_are_let_in(client, host):
    assert (await client.get("/", headers={"Host": host.format(port=client.port)})).status == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1", ""]
)
@pytest.mark.parametrize("path", [f"/people/{ANNA}/start", "/clock", "/people"])
async def test_a_foreign_page_can_do_nothing(client, telegram, origin, path):
    response = await client.post(
        path, headers={"Origin": origin.format(port=client.port)}, json={"to": "day", "first_name": "X"}
    )
    assert response.status == 403
    assert await response.json() == {"error": "Another web page may not use the sandbox."}
    assert telegram.history(ANNA) == []
    assert len(telegram.people()) == 2


async def test_the_own_page_can_act(client, telegram):
    origin = f"http://127.0.0.1:{client.port}"
    assert (await client.post(f"/people/{ANNA}/start", headers={"Origin": origin})).status == 200
    assert [message.text for message in telegram.history(ANNA)] == ["/start"]


@pytest.mark.parametrize("path", ["/", "/page/chat.css", "/page/chat.js", "/nowhere", "/events"])
async def test_every_answer_forbids_what_the_page_does_not_need(client, path):
    response = await client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/nowhere", 404), ("GET", "/page/../web.py", 404), ("GET", "/page/%2e%2e/web.py", 404), ("GET", "/page/", 403),
    ("GET", "/clock", 405), ("DELETE", "/people", 405), ("GET", "/files/none", 404),
])  # fmt: skip
async def test_what_is_not_there_is_said_in_one_sentence(client, method, path, status):
    response = await client.request(method, path)
    assert response.status == status
    assert (await response.json())["error"].endswith(".")
