"""The PDFs of the samples: four structures, and one that nobody can open."""

import hashlib

from .pdf import HELVETICA, Pdf, kerned, page_content, stream

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def classic(title, author, pages) -> bytes:
    pdf = Pdf(title, author)
    pdf.pages([page_content(lines) for lines in pages], HELVETICA)
    return pdf.classic()


def compact(title, author, pages) -> bytes:
    pdf = Pdf(title, author)
    pdf.pages([page_content(lines) for lines in pages], HELVETICA)
    return pdf.compact()


def updated(title, author, pages) -> bytes:
    """Kerned text, two filters, inherited resources, and the last page added by a later save."""
    pdf = Pdf(title, author)
    contents = [page_content(lines, kerned) for lines in pages]
    tree = pdf.pages(contents[:-1], HELVETICA, resources_inherited=True, ascii85=True)
    before = pdf.classic()
    content = pdf.add(stream(contents[-1]))
    page = pdf.add(b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R >>" % (tree, content))
    old = pdf.objects[tree - 1]
    count = len(pages)
    grown = old.replace(b"/Count %d" % (count - 1), b"/Count %d" % count)
    pdf.put(tree, grown.replace(b"]", b" %d 0 R]" % page, 1))
    return pdf.updated(before, [tree, content, page])


def composite(title, author, pages) -> bytes:
    """Two-byte glyph numbers with a ToUnicode map: the only way back to the text."""
    letters = sorted({letter for lines in pages for line in lines for letter in line})
    glyphs = {letter: number for number, letter in enumerate(letters, 1)}

    def show(line: str) -> bytes:
        return b"<" + b"".join(b"%04X" % glyphs[letter] for letter in line) + b"> Tj"

    pdf = Pdf(title, author)
    unicode_map = pdf.add(stream(_to_unicode(glyphs)))
    descriptor = pdf.add(
        b"<< /Type /FontDescriptor /FontName /Freight /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    cid = pdf.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Freight /DW 500 /FontDescriptor %d 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>" % descriptor
    )
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Freight /Encoding /Identity-H"
        b" /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (cid, unicode_map)
    )
    pdf.pages([page_content(lines, show) for lines in pages], font)
    return pdf.classic(minor=6)


def _to_unicode(glyphs) -> bytes:
    rows = [
        b"<%04X> <%s>" % (number, letter.encode("utf-16-be").hex().upper().encode())
        for letter, number in glyphs.items()
    ]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    body = b"".join(
        b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Freight def\n"
        b"/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + body
        + b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 0xFF
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) & 0xFF
        j = (j + state[i]) & 0xFF
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 0xFF])
    return bytes(out)


def _digest(data: bytes) -> bytes:
    """MD5 and fifty rounds more: revision 3 of the standard security handler."""
    digest = hashlib.md5(data).digest()
    for _ in range(50):
        digest = hashlib.md5(digest).digest()
    return digest


def _rounds(key: bytes, data: bytes) -> bytes:
    for number in range(20):
        data = rc4(bytes(byte ^ number for byte in key), data)
    return data


def locked(pages, user: bytes, owner: bytes) -> bytes:
    """128-bit RC4 with a user password that is not empty (ISO 32000-1, 7.6.3)."""
    pdf = Pdf("", "")
    identity = bytes.fromhex(pdf.id.decode())
    permissions = (-3904 & 0xFFFFFFFF).to_bytes(4, "little")
    padded = (user + PADDING)[:32]
    owner_entry = _rounds(_digest((owner + PADDING)[:32]), padded)
    key = _digest(padded + owner_entry + permissions + identity)
    user_entry = _rounds(key, hashlib.md5(PADDING + identity).digest()) + bytes(16)

    pdf.put(pdf.info, b"<< >>")
    pdf.pages([page_content(lines) for lines in pages], HELVETICA)
    for number, body in enumerate(pdf.objects, 1):
        if b"\nstream\n" in body:
            pdf.put(number, _encrypted(body, key, number))
    entry = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <%s> /U <%s> >> "
    return pdf.classic(encrypt=entry % (owner_entry.hex().encode(), user_entry.hex().encode()))


def _encrypted(body: bytes, key: bytes, number: int) -> bytes:
    head, data = body.split(b"\nstream\n", 1)
    data = data.removesuffix(b"\nendstream")
    own = hashlib.md5(key + number.to_bytes(3, "little") + bytes(2)).digest()
    return head + b"\nstream\n" + rc4(own, data) + b"\nendstream"
