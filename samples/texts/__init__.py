"""What the samples say: invented letters of an invented harbour."""

from typing import NamedTuple


class Document(NamedTuple):
    """One sample; `sentences` must all be found in its extracted text, each on one line."""

    name: str
    media_type: str
    language: str
    sentences: tuple[str, ...]
    content: bytes
