"""Reading PDFs back: their words, and what they say of themselves."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

A4_PT = (595.28, 841.89)


def words_of_pdf(data: bytes) -> str:
    """The words of a PDF that is one A4 page, with single spaces."""
    reader = PdfReader(BytesIO(data))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert abs(float(box.width) - A4_PT[0]) < 0.1
    assert abs(float(box.height) - A4_PT[1]) < 0.1
    return " ".join(reader.pages[0].extract_text().split())


def words_of_pages(data: bytes) -> str:
    """The words of a PDF of any number of pages, with single spaces."""
    return " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages
    )


def is_accessible(data: bytes) -> bool:
    """Whether a PDF is tagged, titled, has a language, and calls itself PDF/UA-1.

    The typesetter writes that name only after its own check of the rules.
    """
    root = PdfReader(BytesIO(data)).trailer["/Root"]
    about = root["/Metadata"].get_object().get_data().decode("utf-8")
    return bool(
        root["/MarkInfo"]["/Marked"]
        and root.get("/Lang")
        and "/StructTreeRoot" in root
        and "<dc:title>" in about
        and "<pdfuaid:part>1</pdfuaid:part>" in about
    )
