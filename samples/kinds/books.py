"""OpenDocument text and EPUB: zips whose first entry names their kind, unpacked."""

from xml.sax.saxutils import escape

from .archive import zip_bytes

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
ODT = "application/vnd.oasis.opendocument.text"


def _pack(kind: str, parts) -> bytes:
    entries = [("mimetype", kind), *parts]
    return zip_bytes([(name, text.encode()) for name, text in entries], stored=("mimetype",))


def odt(title: str, author: str, paragraphs) -> bytes:
    body = f'<text:h text:outline-level="1">{escape(title)}</text:h>'
    body += "".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs)
    content = (
        f'{XML}<office:document-content xmlns:office="{OASIS}office:1.0" xmlns:text="{OASIS}text:1.0"'
        f' office:version="1.3"><office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>"
    )
    meta = (
        f'{XML}<office:document-meta xmlns:office="{OASIS}office:1.0" xmlns:meta="{OASIS}meta:1.0"'
        f' xmlns:dc="{DUBLIN_CORE}" office:version="1.3"><office:meta><dc:title>{escape(title)}</dc:title>'
        f"<dc:creator>{escape(author)}</dc:creator><dc:date>2026-01-15T09:30:00</dc:date></office:meta>"
        "</office:document-meta>"
    )
    rows = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", ODT), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    )
    manifest = (
        f'{XML}<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0" manifest:version="1.3">{rows}'
        "</manifest:manifest>"
    )
    return _pack(ODT, [("content.xml", content), ("meta.xml", meta), ("META-INF/manifest.xml", manifest)])


def epub(title: str, author: str, language: str, chapters) -> bytes:
    """Chapters are (heading, paragraphs)."""
    pages, items, spine = [], "", ""
    for number, (heading, paragraphs) in enumerate(chapters, 1):
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
        page = (
            f'{XML}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{escape(heading)}</title></head>'
            f"<body><h1>{escape(heading)}</h1>{text}</body></html>"
        )
        pages.append((f"OEBPS/chapter{number}.xhtml", page))
        items += f'<item id="c{number}" href="chapter{number}.xhtml" media-type="application/xhtml+xml"/>'
        spine += f'<itemref idref="c{number}"/>'
    listed = "".join(
        f'<li><a href="chapter{n}.xhtml">{escape(h)}</a></li>' for n, (h, _) in enumerate(chapters, 1)
    )
    nav = (
        f'{XML}<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f'<head><title>{escape(title)}</title></head><body><nav epub:type="toc"><ol>{listed}</ol></nav>'
        "</body></html>"
    )
    items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    opf = (
        f'{XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        f'<metadata xmlns:dc="{DUBLIN_CORE}"><dc:identifier id="id">urn:waybill:sample</dc:identifier>'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<dc:language>{language}</dc:language>"
        '<meta property="dcterms:modified">2026-01-15T09:30:00Z</meta></metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        f'{XML}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    first = [("META-INF/container.xml", container), ("OEBPS/content.opf", opf), ("OEBPS/nav.xhtml", nav)]
    return _pack("application/epub+zip", first + pages)
