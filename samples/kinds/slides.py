"""PowerPoint files: every slide needs a layout, every layout a master, every master a theme."""

from xml.sax.saxutils import escape

from .office import DRAWING, OFFICE, SLIDES, TYPE, XML, package, relations

SPACES = f'xmlns:a="{DRAWING}" xmlns:r="{OFFICE}" xmlns:p="{SLIDES}"'
GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
)
COLOURS = "".join(
    f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
    for name, value in zip(
        "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split(),
        "000000 FFFFFF 1F3B4D EEECE1 2A6F97 C1666B D4B483 48A9A6 6B4E71 7F7F7F 0000EE 551A8B".split(),
    )
)
FONTS = "".join(
    f'<a:{kind}><a:latin typeface="Liberation Sans"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'
    for kind in ("majorFont", "minorFont")
)
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
FORMATS = (
    f'<a:fmtScheme name="Plain"><a:fillStyleLst>{FILL * 3}</a:fillStyleLst>'
    f'<a:lnStyleLst>{("<a:ln>" + FILL + "</a:ln>") * 3}</a:lnStyleLst>'
    f'<a:effectStyleLst>{"<a:effectStyle><a:effectLst/></a:effectStyle>" * 3}</a:effectStyleLst>'
    f"<a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
THEME = (
    f'{XML}<a:theme xmlns:a="{DRAWING}" name="Plain"><a:themeElements><a:clrScheme name="Plain">{COLOURS}'
    f'</a:clrScheme><a:fontScheme name="Plain">{FONTS}</a:fontScheme>{FORMATS}</a:themeElements></a:theme>'
)
COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2"'
    ' accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink"'
    ' folHlink="folHlink"/>'
)
MASTER = (
    f"{XML}<p:sldMaster {SPACES}><p:cSld><p:spTree>{GROUP}</p:spTree></p:cSld>{COLOUR_MAP}"
    '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>'
)
LAYOUT = f"{XML}<p:sldLayout {SPACES}><p:cSld><p:spTree>{GROUP}</p:spTree></p:cSld></p:sldLayout>"


def _shape(number: int, kind: str, lines) -> str:
    text = "".join(f'<a:p><a:r><a:rPr lang="en"/><a:t>{escape(line)}</a:t></a:r></a:p>' for line in lines)
    top = 400_000 if kind == "title" else 1_700_000
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{kind} {number}"/><p:cNvSpPr/>'
        f'<p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="500000" y="{top}"/>'
        f'<a:ext cx="8000000" cy="1200000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/>{text}</p:txBody></p:sp>'
    )


def pptx(title: str, author: str, slides) -> bytes:
    """Slides are (heading, lines)."""
    parts = [
        ("ppt/theme/theme1.xml", THEME),
        ("ppt/slideMasters/slideMaster1.xml", MASTER),
        (
            "ppt/slideMasters/_rels/slideMaster1.xml.rels",
            relations([("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")]),
        ),
        ("ppt/slideLayouts/slideLayout1.xml", LAYOUT),
        (
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
            relations([("slideMaster", "../slideMasters/slideMaster1.xml")]),
        ),
    ]
    types = [
        ("ppt/presentation.xml", TYPE + "presentationml.presentation.main+xml"),
        ("ppt/theme/theme1.xml", TYPE + "theme+xml"),
        ("ppt/slideMasters/slideMaster1.xml", TYPE + "presentationml.slideMaster+xml"),
        ("ppt/slideLayouts/slideLayout1.xml", TYPE + "presentationml.slideLayout+xml"),
    ]
    targets, listed = [("slideMaster", "slideMasters/slideMaster1.xml")], ""
    for number, (heading, lines) in enumerate(slides, 1):
        tree = GROUP + _shape(2, "title", [heading]) + _shape(3, "body", lines)
        file = f"ppt/slides/slide{number}.xml"
        parts.append((file, f"{XML}<p:sld {SPACES}><p:cSld><p:spTree>{tree}</p:spTree></p:cSld></p:sld>"))
        layout = relations([("slideLayout", "../slideLayouts/slideLayout1.xml")])
        parts.append((f"ppt/slides/_rels/slide{number}.xml.rels", layout))
        types.append((file, TYPE + "presentationml.slide+xml"))
        targets.append(("slide", f"slides/slide{number}.xml"))
        listed += f'<p:sldId id="{255 + number}" r:id="rId{number + 1}"/>'
    presentation = (
        f"{XML}<p:presentation {SPACES}>"
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>'
        '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )
    parts += [("ppt/presentation.xml", presentation), ("ppt/_rels/presentation.xml.rels", relations(targets))]
    return package("ppt/presentation.xml", parts, types, title, author)
