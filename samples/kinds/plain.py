"""HTML, mail, RTF, CSV and XML."""

import base64
import quopri
from xml.sax.saxutils import escape


def html(title: str, language: str, charset: str, paragraphs) -> bytes:
    text = "\n".join(f"  <p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    page = f"""<!DOCTYPE html>
<html lang="{language}">
<head>
  <meta charset="{charset}">
  <title>{escape(title)}</title>
  <style>body {{ font-family: sans-serif; margin: 4em }}</style>
  <script>document.title += " *";</script>
</head>
<body>
  <h1>{escape(title)}</h1>
{text}
</body>
</html>
"""
    return page.encode(charset)


def rtf(title: str, author: str, paragraphs) -> bytes:
    """Letters outside of ASCII as \\u escapes, the way word processors write them."""

    def words(text: str) -> str:
        out = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
        return "".join(letter if letter.isascii() else rf"\u{ord(letter)}?" for letter in out)

    body = "\n".join(rf"\pard {words(paragraph)}\par" for paragraph in paragraphs)
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Helvetica;}}"
    info = rf"{{\info{{\title {words(title)}}}{{\author {words(author)}}}}}"
    return f"{head}\n{info}\n\\pard\\b {words(title)}\\b0\\par\n{body}\n}}\n".encode("ascii")


def csv(rows) -> bytes:
    quoted = [",".join(f'"{cell}"' if "," in cell or " " in cell else cell for cell in row) for row in rows]
    return ("\r\n".join(quoted) + "\r\n").encode()


def _headers(subject: str, sender: str, to: str, number: int) -> str:
    coded = base64.b64encode(subject.encode()).decode()
    return (
        f"From: {sender}\r\nTo: {to}\r\nSubject: =?UTF-8?B?{coded}?=\r\n"
        f"Date: Thu, 15 Jan 2026 09:3{number}:00 +0000\r\n"
        f"Message-ID: <{number}.20260115@harbour.example>\r\nMIME-Version: 1.0\r\n"
    )


def _part(kind: str, coding: str, body: bytes, more: str = "") -> bytes:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n{more}\r\n".encode() + body


def _multipart(headers: str, kind: str, parts) -> bytes:
    mark = f"=_{kind}_waybill"
    top = f'{headers}Content-Type: multipart/{kind}; boundary="{mark}"\r\n\r\n'.encode()
    middle = b"".join(b"--%s\r\n%s\r\n" % (mark.encode(), part) for part in parts)
    return top + middle + b"--%s--\r\n" % mark.encode()


def _quoted(text: str) -> bytes:
    return quopri.encodestring(text.encode()).replace(b"\n", b"\r\n")


def mail(subject: str, sender: str, to: str, paragraphs) -> bytes:
    """The same text twice, plain and as HTML, as mail programs send it."""
    plain = _part("text/plain; charset=utf-8", "quoted-printable", _quoted("\n\n".join(paragraphs) + "\n"))
    marked = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs)
    rich = _part("text/html; charset=utf-8", "quoted-printable", _quoted(f"<html><body>{marked}</body></html>\n"))
    return _multipart(_headers(subject, sender, to, 1), "alternative", [plain, rich])


def mail_with_attachment(subject, sender, to, paragraphs, name, kind, content: bytes) -> bytes:
    body = _part("text/plain; charset=iso-8859-1", "8bit", "\r\n".join(paragraphs).encode("iso-8859-1"))
    coded = base64.encodebytes(content).replace(b"\n", b"\r\n")
    more = f'Content-Disposition: attachment; filename="{name}"\r\n'
    attached = _part(f'{kind}; name="{name}"', "base64", coded, more)
    return _multipart(_headers(subject, sender, to, 2), "mixed", [body, attached])


def declaration(root: str, fields) -> bytes:
    rows = "\n".join(f"  <{name}>{escape(value)}</{name}>" for name, value in fields)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>\n{rows}\n</{root}>\n'.encode()
