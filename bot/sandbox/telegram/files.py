"""Files: what may be sent, file_ids, getFile and the download."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any

from bot.sandbox.telegram.errors import Refused, bad_request
from bot.sandbox.telegram.objects import file_object
from bot.sandbox.telegram.parameters import Call, Upload
from bot.sandbox.telegram.pictures import picture_size
from bot.sandbox.telegram.records import StoredFile

Json = dict[str, Any]

MEGABYTE = 1 << 20
MAX_UPLOAD = 50 * MEGABYTE
MAX_DOWNLOAD = 20 * MEGABYTE
MAX_PHOTO = 10 * MEGABYTE
MAX_PHOTO_SIDES = 10_000  # width and height together, in pixels
MAX_PHOTO_RATIO = 20
ATTACHED = "attach://"
EXTENSIONS = {"photo": ".jpg", "document": ".bin", "sticker": ".webp", "voice": ".oga"}


class Files:
    """All files by file_id, in order of arrival."""

    def __init__(self) -> None:
        self.stored: dict[str, StoredFile] = {}
        self.count = 0

    def keep(self, kind: str, upload: Upload, **details: Any) -> StoredFile:
        """Store what somebody sent, unchecked."""
        self.count += 1
        file_id = urlsafe_b64encode(f"pretend-{kind}-{self.count:09}".encode()).decode().rstrip("=")
        extension = f".{upload.name.rpartition('.')[2]}" if upload.name and "." in upload.name else EXTENSIONS[kind]
        path = f"{kind}s/file_{self.count}{extension}"
        width, height = (picture_size(upload.data) or (0, 0)) if kind == "photo" else (0, 0)
        file = StoredFile(
            file_id, kind, upload.data, path, upload.name, upload.mime_type, width, height, details=details
        )
        self.stored[file_id] = file
        return file

    def sent(self, call: Call, kind: str) -> StoredFile:
        """The photo or document of a call: an upload, which is checked, or the file_id of an earlier one."""
        check_upload_size(call)
        named = call.text(kind)
        if named and not named.startswith(ATTACHED):
            return self.again(named, kind)
        upload = call.files.get(named.removeprefix(ATTACHED) or kind)
        if upload is None:
            raise bad_request(f"There is no {kind} in the request")
        if not upload.data:
            raise bad_request("File must be non-empty")
        if kind == "photo":
            check_photo(upload.data)
        return self.keep(kind, upload)

    def again(self, file_id: str, kind: str) -> StoredFile:
        """Send by file_id. Nothing is ever fetched from a URL."""
        if file_id.lower().startswith(("http://", "https://")):
            raise bad_request("Failed to get HTTP URL content")
        file = self.stored.get(file_id)
        if file is None:
            raise bad_request("Wrong remote file identifier specified: can't unserialize it")
        if file.kind != kind:
            raise bad_request(f"Can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
        return file

    def get_file(self, call: Call) -> Json:
        file_id = call.text("file_id")
        if not file_id:
            raise bad_request("file_id not specified")
        file = self.stored.get(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if len(file.data) > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        return file_object(file) | {"file_path": file.path}

    def at_path(self, path: str) -> bytes | None:
        return next((file.data for file in self.stored.values() if file.path == path), None)


def check_upload_size(call: Call) -> None:
    if sum(len(upload.data) for upload in call.files.values()) > MAX_UPLOAD:
        raise Refused(413, "Request Entity Too Large")


def check_photo(data: bytes) -> None:
    size = picture_size(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if len(data) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    short, long = sorted(size)
    if sum(size) > MAX_PHOTO_SIDES or long > short * MAX_PHOTO_RATIO:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
