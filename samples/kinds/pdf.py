"""PDF files in the structures that different producers write."""

import base64
import hashlib
import re
import struct
import zlib

HEADER = b"%%PDF-1.%d\n%%\xe2\xe3\xcf\xd3\n"


def literal(text: str) -> bytes:
    """A PDF string in WinAnsiEncoding."""
    raw = text.encode("cp1252")
    return b"(" + re.sub(rb"([()\\])", rb"\\\1", raw) + b")"


def text_string(text: str) -> bytes:
    """A string outside of page content: UTF-16BE with a mark."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper().encode() + b">"


def kerned(line: str) -> bytes:
    """One TJ array with the line cut in pieces, as typesetting programs write it."""
    pieces = [line[i : i + 7] for i in range(0, len(line), 7)]
    return b"[" + b" -12 ".join(literal(piece) for piece in pieces) + b"] TJ"


def simple(line: str) -> bytes:
    return literal(line) + b" Tj"


def page_content(lines, show=simple) -> bytes:
    head = b"BT /F1 11 Tf 72 770 Td 16 TL\n"
    return head + b"".join(show(line) + b" T*\n" for line in lines) + b"ET\n"


def stream(data: bytes, extra: bytes = b"", ascii85: bool = False) -> bytes:
    packed = zlib.compress(data, 9)
    names = b"/FlateDecode"
    if ascii85:
        packed, names = base64.a85encode(packed, wrapcol=76) + b"~>", b"[/ASCII85Decode /FlateDecode]"
    head = b"<< /Length %d /Filter %s %s>>" % (len(packed), names, extra)
    return head + b"\nstream\n" + packed + b"\nendstream"


class Pdf:
    """Numbered objects, and three ways to write them down."""

    def __init__(self, title: str, author: str):
        self.objects: list[bytes] = []
        self.catalog = self.add(b"")
        self.info = self.add(
            b"<< /Title %s /Author %s /CreationDate (D:20260115093000Z) >>"
            % (text_string(title), text_string(author))
        )
        self.id = hashlib.md5(title.encode()).hexdigest().upper().encode()

    def add(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)

    def put(self, number: int, body: bytes) -> None:
        self.objects[number - 1] = body

    def trailer(self) -> bytes:
        return b"/Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]" % (self.catalog, self.info, self.id, self.id)

    def pages(self, contents, font: bytes, resources_inherited=False, ascii85=False) -> int:
        """Catalog, page tree, font and one page for each content; the tree's number."""
        font_number = self.add(font)
        resources = b"/Resources << /Font << /F1 %d 0 R >> >> /MediaBox [0 0 595 842]" % font_number
        tree = self.add(b"")
        kids = []
        for content in contents:
            body = self.add(stream(content, ascii85=ascii85))
            own = b"" if resources_inherited else resources
            kids.append(self.add(b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R %s >>" % (tree, body, own)))
        listed = b" ".join(b"%d 0 R" % kid for kid in kids)
        inherited = resources if resources_inherited else b""
        self.put(tree, b"<< /Type /Pages /Count %d /Kids [%s] %s >>" % (len(kids), listed, inherited))
        self.put(self.catalog, b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
        return tree

    def classic(self, minor=4, encrypt: bytes = b"") -> bytes:
        """A plain cross-reference table, as since the first version of the format."""
        out = bytearray(HEADER % minor)
        offsets = []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += b"trailer\n<< /Size %d %s %s>>\n" % (len(offsets) + 1, self.trailer(), encrypt)
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)

    def updated(self, before: bytes, changed) -> bytes:
        """`before` with the changed and new objects appended, as editors save a file."""
        out = bytearray(before)
        rows = b""
        for number in sorted(changed):
            rows += b"%d 1\n%010d 00000 n \n" % (number, len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, self.objects[number - 1])
        previous = int(before.rsplit(b"startxref\n", 1)[1].split()[0])
        start = len(out)
        size = len(self.objects) + 1
        out += b"xref\n%strailer\n<< /Size %d /Prev %d %s >>\n" % (rows, size, previous, self.trailer())
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)

    def compact(self) -> bytes:
        """Object streams and a cross-reference stream with a predictor, as word processors write today."""
        out = bytearray(HEADER % 7)
        plain = [n for n, body in enumerate(self.objects, 1) if b"\nstream\n" in body]
        packed = [n for n in range(1, len(self.objects) + 1) if n not in plain]
        rows = {0: (0, 0, 65535)}
        for number in plain:
            rows[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, self.objects[number - 1])
        holder = len(self.objects) + 1
        rows[holder] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (holder, self._object_stream(packed))
        rows.update({number: (2, holder, place) for place, number in enumerate(packed)})
        start = len(out)
        rows[holder + 1] = (1, start, 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (holder + 1, self._xref_stream(rows))
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)

    def _object_stream(self, numbers) -> bytes:
        index, bodies = b"", b""
        for number in numbers:
            index += b"%d %d " % (number, len(bodies))
            bodies += self.objects[number - 1] + b"\n"
        return stream(index + bodies, b"/Type /ObjStm /N %d /First %d " % (len(numbers), len(index)))

    def _xref_stream(self, rows) -> bytes:
        table, above = bytearray(), bytes(7)
        for number in sorted(rows):
            kind, second, third = rows[number]
            row = struct.pack(">BIH", kind, second, third)
            table += b"\x02" + bytes((a - b) & 0xFF for a, b in zip(row, above))
            above = row
        parms = b"/DecodeParms << /Predictor 12 /Columns 7 >> "
        return stream(
            bytes(table), b"/Type /XRef /W [1 4 2] /Size %d %s %s" % (len(rows), parms, self.trailer())
        )


HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
