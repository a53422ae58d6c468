"""Office Open XML: Word, Excel and PowerPoint files in their smallest honest form."""

from xml.sax.saxutils import escape

from .archive import zip_bytes

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument."


def relations(targets) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if "://" in kind else OFFICE + "/" + kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def package(main: str, parts, types, title: str, author: str) -> bytes:
    """A package of (name, text) parts whose main part is `main`; `types` are (part, content type)."""
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types)
    core = (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-15T09:30:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )
    content_types = (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    top = relations(
        [("officeDocument", main), (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")]
    )
    named = [("[Content_Types].xml", content_types), ("_rels/.rels", top), *parts, ("docProps/core.xml", core)]
    return zip_bytes([(name, text.encode()) for name, text in named])


def docx(title: str, author: str, paragraphs, table=(), header: str = "") -> bytes:
    def paragraph(text: str, style: str = "") -> str:
        look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'

    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in table
    )
    grid = f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl><w:p/>" if rows else ""
    reference = '<w:headerReference w:type="default" r:id="rId2"/>' if header else ""
    body = paragraph(title, "Heading1") + "".join(paragraph(text) for text in paragraphs) + grid
    document = (
        f'{XML}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}'
        f'<w:sectPr>{reference}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    )
    styles = (
        f'{XML}<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Heading1">'
        '<w:name w:val="heading 1"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style></w:styles>'
    )
    targets, parts = [("styles", "styles.xml")], [("word/document.xml", document), ("word/styles.xml", styles)]
    types = [
        ("word/document.xml", TYPE + "wordprocessingml.document.main+xml"),
        ("word/styles.xml", TYPE + "wordprocessingml.styles+xml"),
    ]
    if header:
        targets.append(("header", "header1.xml"))
        parts.append(("word/header1.xml", f'{XML}<w:hdr xmlns:w="{WORD}">{paragraph(header)}</w:hdr>'))
        types.append(("word/header1.xml", TYPE + "wordprocessingml.header+xml"))
    parts.append(("word/_rels/document.xml.rels", relations(targets)))
    return package("word/document.xml", parts, types, title, author)


def xlsx(title: str, author: str, sheets, shared: bool) -> bytes:
    """Sheets are (name, rows); texts lie in the shared table, or in the cells as exporters write them."""
    table: list[str] = []

    def cell(place: str, value) -> str:
        if not isinstance(value, str):
            return f'<c r="{place}"><v>{value}</v></c>'
        if not shared:
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        if value not in table:
            table.append(value)
        return f'<c r="{place}" t="s"><v>{table.index(value)}</v></c>'

    parts, types, names = [], [], ""
    for number, (name, rows) in enumerate(sheets, 1):
        lines = "".join(
            f'<row r="{y}">' + "".join(cell(f"{chr(64 + x)}{y}", v) for x, v in enumerate(row, 1)) + "</row>"
            for y, row in enumerate(rows, 1)
        )
        file = f"xl/worksheets/sheet{number}.xml"
        parts.append((file, f'{XML}<worksheet xmlns="{SHEET}"><sheetData>{lines}</sheetData></worksheet>'))
        types.append((file, TYPE + "spreadsheetml.worksheet+xml"))
        names += f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
    book = f'{XML}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>'
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    types.append(("xl/workbook.xml", TYPE + "spreadsheetml.sheet.main+xml"))
    if shared:
        texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in table)
        parts.append(("xl/sharedStrings.xml", f'{XML}<sst xmlns="{SHEET}">{texts}</sst>'))
        types.append(("xl/sharedStrings.xml", TYPE + "spreadsheetml.sharedStrings+xml"))
        targets.append(("sharedStrings", "sharedStrings.xml"))
    parts += [("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", relations(targets))]
    return package("xl/workbook.xml", parts, types, title, author)
