"""Small made-up pictures: headers that say a size, without the pixels."""

import struct


def png(width, height, size=64):
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height)
    return head.ljust(size, b"\0")


def jpeg(width, height):
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"abcd"
    return b"\xff\xd8" + comment + b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + bytes(12)


def gif(width, height):
    return b"GIF89a" + struct.pack("<HH", width, height) + bytes(8)


def webp(width, height):
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + bytes(4) + b"WEBPVP8X" + bytes(8) + size + bytes(8)
