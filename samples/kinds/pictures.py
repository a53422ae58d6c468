"""A PNG and a JPEG, drawn point by point."""

import struct
import zlib

# ITU-T T.81, table K.3: how many codes of each length, for the categories 0 … 11.
DC_LENGTHS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, colour) -> bytes:
    """`colour(x, y)` is a triple of 0 … 255."""
    rows = b"".join(
        b"\x00" + b"".join(bytes(colour(x, y)) for x in range(width)) for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _dc_codes():
    codes, code, category = {}, 0, 0
    for length, count in enumerate(DC_LENGTHS, 1):
        for _ in range(count):
            codes[category] = format(code, f"0{length}b")
            code, category = code + 1, category + 1
        code <<= 1
    return codes


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def jpeg(columns: int, rows: int, shade) -> bytes:
    """Baseline grey-scale blocks of eight by eight points, each of one `shade(x, y)` of 0 … 255."""
    codes, bits, last = _dc_codes(), "", 0
    for y in range(rows):
        for x in range(columns):
            level = shade(x, y) - 128
            step, last = level - last, level
            category = abs(step).bit_length()
            value = step if step >= 0 else step + (1 << category) - 1
            end_of_block = "0"
            bits += codes[category] + (format(value, f"0{category}b") if category else "") + end_of_block
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\x00")
    only_end_of_block = bytes([0x10, 1] + [0] * 15 + [0])
    return (
        b"\xff\xd8"
        + _segment(0xE0, b"JFIF\x00\x01\x01\x01\x00\x48\x00\x48\x00\x00")
        + _segment(0xDB, bytes([0] + [8] * 64))
        + _segment(0xC0, struct.pack(">BHHBBBB", 8, rows * 8, columns * 8, 1, 1, 0x11, 0))
        + _segment(0xC4, bytes([0, *DC_LENGTHS, *range(12)]))
        + _segment(0xC4, only_end_of_block)
        + _segment(0xDA, bytes([1, 1, 0, 0, 63, 0]))
        + scan
        + b"\xff\xd9"
    )
