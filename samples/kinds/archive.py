"""A zip writer whose output depends on nothing but its input."""

import struct
import zlib

# 2026-01-15 09:30:00 in the format of MS-DOS: the same in every run.
TIME = 9 << 11 | 30 << 5
DATE = (2026 - 1980) << 9 | 1 << 5 | 15
UTF8_NAME = 0x800
ENCRYPTED = 0x1


def deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _crc_step(crc: int, byte: int) -> int:
    return zlib.crc32(bytes([byte]), crc ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


def zip_crypto(data: bytes, password: bytes, check: int) -> bytes:
    """PKWARE's traditional encryption (APPNOTE 6.1), with a fixed header instead of a random one."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = _crc_step(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc_step(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    out = bytearray()
    for byte in b"waybill-one" + bytes([check]) + data:
        mask = (keys[2] | 2) & 0xFFFF
        out.append(byte ^ (mask * (mask ^ 1) >> 8 & 0xFF))
        update(byte)
    return bytes(out)


def _entry(name: str, data: bytes, stored: bool, password: bytes | None):
    """The fields that local and central header share, the raw name, and the packed content."""
    raw = name.encode()
    packed = data if stored else deflate(data)
    crc = zlib.crc32(data)
    flags = 0 if name.isascii() else UTF8_NAME
    if password:
        flags |= ENCRYPTED
        packed = zip_crypto(packed, password, crc >> 24)
    shared = struct.pack(
        "<HHHHHIIIH", 20, flags, 0 if stored else 8, TIME, DATE, crc, len(packed), len(data), len(raw)
    )
    return shared, raw, packed


def zip_bytes(entries, stored=(), passwords=None) -> bytes:
    """A zip of (name, content) pairs in their order; `passwords` maps names to ZipCrypto passwords."""
    passwords = passwords or {}
    out, central = bytearray(), bytearray()
    for name, data in entries:
        shared, raw, packed = _entry(name, data, name in stored, passwords.get(name))
        made_by_unix, attributes = 3 << 8 | 20, 0o100644 << 16
        central += b"PK\x01\x02" + struct.pack("<H", made_by_unix) + shared
        central += struct.pack("<HHHHII", 0, 0, 0, 0, attributes, len(out)) + raw
        out += b"PK\x03\x04" + shared + struct.pack("<H", 0) + raw + packed
    count = len(entries)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(out), 0)
    return bytes(out + central + b"PK\x05\x06" + end)
