"""Files: kept, sent again by id, fetched; and the sizes of pictures."""

import pytest

from bot.sandbox.telegram.pictures import picture_size
from tests.sandbox.telegram.cast import ANA
from tests.sandbox.telegram.pictures import gif, jpeg, png, webp


@pytest.mark.parametrize("make", [png, jpeg, gif, webp])
def test_the_size_of_a_picture_is_read_from_its_head(make):
    assert picture_size(make(640, 480)) == (640, 480)


@pytest.mark.parametrize(
    "data", [b"", b"text", b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"\xff\xd8\xff", b"GIF89a", b"RIFF0000WEBPVP8 "]
)
def test_what_is_cut_off_or_no_picture_has_no_size(data):
    assert picture_size(data) is None


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (b"VP8 " + bytes(10) + bytes([0x80, 0x02, 0xE0, 0x01]), (640, 480)),
        (b"VP8L" + bytes(4) + b"\x2f" + (639 | 479 << 14).to_bytes(4, "little"), (640, 480)),
    ],
)
def test_each_kind_of_webp_has_a_size(head, size):
    assert picture_size(b"RIFF0000WEBP" + head) == size


async def test_a_photo_can_be_sent_again_by_its_id_and_fetched(telegram, call):
    sent = await call("sendPhoto", {"photo": png(640, 480)}, chat_id=ANA, caption="Look")
    (size,) = sent["photo"]
    assert (size["width"], size["height"], size["file_size"]) == (640, 480, 64)
    again = await call("sendPhoto", chat_id=ANA, photo=size["file_id"])
    assert again["photo"] == sent["photo"]
    file = await call("getFile", file_id=size["file_id"])
    assert file["file_path"] == "photos/file_1.jpg"
    assert telegram.download(file["file_path"]) == png(640, 480)
    assert telegram.download("photos/file_2.jpg") is None


async def test_an_upload_may_be_attached_under_another_name(call):
    sent = await call("sendDocument", {"part": b"text"}, chat_id=ANA, document="attach://part")
    assert sent["document"]["file_size"] == 4


async def test_a_photo_of_the_largest_shape_is_taken(call):
    assert (await call("sendPhoto", {"photo": png(500, 9500)}, chat_id=ANA))["photo"][0]["height"] == 9500


async def test_nothing_is_fetched_from_the_web(refusal):
    refused = await refusal("sendPhoto", chat_id=ANA, photo="https://example.com/cat.jpg")
    assert refused == (400, "Bad Request: failed to get HTTP URL content")
