"""Files good and bad, made here byte by byte: nothing harmful is kept in the repository."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
import zlib

from bluelamp.ui.uploads.checking import EICAR

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 1, height: int = 1, *more: bytes, end: bytes = b"") -> bytes:
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    drawn = chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + b"".join(more) + drawn + chunk(b"IEND") + end


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def exif(turned: int = 6, order: str = ">") -> bytes:
    """Which way is up, and who took it."""
    head = b"MM\0\x2a" if order == ">" else b"II\x2a\0"
    fields = struct.pack(order + "HHIHH", 0x0112, 3, 1, turned, 0) + struct.pack(
        order + "HHII", 0x013B, 2, 12, 38
    )
    return b"Exif\0\0" + head + struct.pack(order + "IH", 8, 2) + fields + b"\0\0\0\0Jo Canary 51.5N"


def jpeg(width: int = 1, height: int = 1, *more: bytes, end: bytes = b"") -> bytes:
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\x34\xff\0\x56"
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + b"".join(more)
        + frame
        + scan
        + b"\xff\xd9"
        + end
    )


def archive(*parts: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two parts of one name are a mistake that is wanted here
        for name, data in parts:
            file.writestr(name, data)
    return made.getvalue()


TYPES = ("[Content_Types].xml", b"<Types/>")


def docx(*more: tuple[str, bytes]) -> bytes:
    return archive(TYPES, ("word/document.xml", b"<w:document/>"), *more)


def xlsx(*more: tuple[str, bytes]) -> bytes:
    return archive(TYPES, ("xl/workbook.xml", b"<workbook/>"), *more)


def with_link() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in (TYPES, ("word/document.xml", b"<w:document/>")):
            file.writestr(name, data)
        link = zipfile.ZipInfo("word/secrets.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    return made.getvalue()


def lying_about_its_size() -> bytes:
    """The list says a part has ten bytes; it unpacks to fifty million."""
    honest = docx(("word/media/a.bin", b"\0" * 50_000_000))
    return honest.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 10))


def locked() -> bytes:
    """Every part says it is encrypted."""
    content = bytearray(docx())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = content.find(mark)
        while found >= 0:
            content[found + at] |= 1
            found = content.find(mark, found + 4)
    return bytes(content)


GOOD: dict[str, tuple[str, bytes]] = {
    "a PDF": ("paper.pdf", PDF),
    "a PDF in capitals": ("PAPER.PDF", PDF),
    "a Word file": ("letter.docx", docx()),
    "an Excel file": ("table.xlsx", xlsx()),
    "a PNG": ("map.png", png()),
    "a JPEG": ("photo.jpg", jpeg()),
    "a JPEG with its long ending": ("photo.jpeg", jpeg()),
    "a CSV": ("rows.csv", b"name,count\nAston,3\n"),
    "a CSV with its mark": ("rows.csv", "\ufeffname\nÉ\n".encode()),
    "a text": ("note.txt", b"seen at nine"),
    "a name with spaces and accents": ("café on Main Street.txt", b"noted"),
    "a name with a folder before it": ("C:\\Users\\ann\\note.txt", b"noted"),
    "an ending that is not the last": ("notes.pdf.txt", b"noted"),
}

BAD: dict[str, tuple[str, bytes, str]] = {
    "nothing in it": ("note.txt", b"", "note.txt is empty."),
    "too large": ("note.txt", b"x" * (10 * 2**20 + 1), "note.txt is larger than 10 MB."),
    "the scanners' test file": ("note.txt", EICAR, "virus scanner"),
    "the test file inside a text": ("note.txt", b"hello " + EICAR, "virus scanner"),
    "the test file packed in Word": ("letter.docx", docx(("word/media/a.txt", EICAR)), "virus scanner"),
    "the test file behind a PNG's picture": ("map.png", png(end=EICAR), "virus scanner"),
    "no ending": ("note", b"noted", "of no kind that is taken"),
    "a program": ("setup.exe", b"MZ\x90\0", "of no kind that is taken"),
    "SVG": ("map.svg", b"<svg onload='alert(1)'/>", "of no kind that is taken"),
    "HTML": ("page.html", b"<script>alert(1)</script>", "of no kind that is taken"),
    "an old Word file": ("letter.doc", b"\xd0\xcf\x11\xe0", "of no kind that is taken"),
    "a Word file with macros": ("letter.docm", docx(), "of no kind that is taken"),
    "an archive": ("all.zip", archive(("a", b"b")), "of no kind that is taken"),
    "HTML called PNG": ("map.png", b"<html><script>alert(1)</script>", "not what its name says"),
    "HTML called PDF": ("paper.pdf", b"<!doctype html>", "not what its name says"),
    "PNG called JPEG": ("photo.jpg", png(), "not what its name says"),
    "PDF called Word": ("letter.docx", PDF, "not what its name says"),
    "Excel called Word": ("letter.docx", xlsx(), "not what its name says"),
    "PNG called text": ("note.txt", png(), "not what its name says"),
    "an archive called Excel": ("table.xlsx", archive(("a", b"b")), "not what its name says"),
    "a PDF behind another file": ("paper.pdf", b"GIF89a" + PDF, "not what its name says"),
    "SVG called text": ("note.txt", b"\n <svg xmlns='x'/>", "a page or a program"),
    "XML called CSV": ("rows.csv", b"<?xml version='1.0'?><a/>", "a page or a program"),
    "HTML called text": ("note.txt", b"\xef\xbb\xbf<!DOCTYPE html>", "a page or a program"),
    "PHP called text": ("note.txt", b"<?php system('x');", "a page or a program"),
    "NUL in a text": ("note.txt", b"a\0b", "not plain text"),
    "an escape in a text": ("note.txt", b"a\x1b[31mb", "not plain text"),
    "a text in UTF-16": ("note.txt", "noted".encode("utf-16"), "not in UTF-8"),
    "a text in Windows-1252": ("note.txt", "café".encode("cp1252"), "not in UTF-8"),
    "a cut multibyte": ("rows.csv", "é".encode()[:1], "not in UTF-8"),
    "NUL in the name": ("a\0.txt", b"noted", "cannot be seen"),
    "a name that reads backwards": ("photo\u202egpj.txt", b"noted", "cannot be seen"),
    "a name with nothing in the middle": ("no\u200bte.txt", b"noted", "cannot be seen"),
    "a new line in the name": ("a\r\nb.txt", b"noted", "cannot be seen"),
    "a very long name": ("x" * 200 + ".txt", b"noted", "longer than 150 characters"),
    "a name of dots": ("..", b"noted", "no name"),
    "a folder for a name": ("folder/", b"noted", "of no kind"),
    "a PNG without end": ("map.png", png()[:-12], "broken"),
    "a PNG that was changed": ("map.png", png().replace(b"IDAT", b"IDAZ"), "broken"),
    "a PNG cut short": ("map.png", png()[:20], "broken"),
    "a PNG with an archive behind": ("map.png", png(end=archive(("a", b"b"))), "behind the end"),
    "a PNG of a thousand million pixels": ("map.png", png(40_000, 40_000), "million pixels"),
    "a PNG of no pixels": ("map.png", png(0, 5), "million pixels"),
    "a JPEG with an archive behind": ("photo.jpg", jpeg(end=archive(("a", b"b"))), "another kind"),
    "a JPEG with a page behind": ("photo.jpg", jpeg(end=b"<script>alert(1)</script>"), "another kind"),
    "a JPEG with a PDF behind": ("photo.jpg", jpeg(end=PDF), "another kind"),
    "a JPEG of a thousand million pixels": ("photo.jpg", jpeg(40_000, 40_000), "million pixels"),
    "a JPEG without end": ("photo.jpg", jpeg()[:-2], "broken"),
    "a JPEG without a picture": ("photo.jpg", b"\xff\xd8\xff\xd9", "broken"),
    "a JPEG with a length that lies": ("photo.jpg", b"\xff\xd8\xff\xe1\xff\xff", "broken"),
    "a PDF cut short": ("paper.pdf", PDF[:40], "cut short"),
    "a PDF with a page behind": ("paper.pdf", PDF + b"<script>alert(1)</script>", "behind its end"),
    "a PDF with an archive inside": ("paper.pdf", PDF + archive(("a", b"b")) + PDF, "another kind"),
    "a PDF that runs a program": (
        "paper.pdf",
        PDF.replace(b"/Type", b"/JavaScript (x) /Type"),
        "holds a program",
    ),
    "a PDF that hides it": (
        "paper.pdf",
        PDF.replace(b"/Type", b"/J#61vaScript (x) /Type"),
        "holds a program",
    ),
    "a PDF that starts a program": ("paper.pdf", PDF.replace(b"/Type", b"/Launch /Type"), "holds a program"),
    "a Word file that climbs out": ("letter.docx", docx(("../../evil", b"x")), "tampered"),
    "one that climbs out by Windows": ("letter.docx", docx(("..\\evil", b"x")), "tampered"),
    "one that starts at the root": ("letter.docx", docx(("/etc/evil", b"x")), "tampered"),
    "one with a drive": ("letter.docx", docx(("C:evil", b"x")), "tampered"),
    "one with a link": ("letter.docx", with_link(), "tampered"),
    "one that is locked": ("letter.docx", locked(), "tampered"),
    "one that lies about its size": ("letter.docx", lying_about_its_size(), "tampered"),
    "one whose parts share a name": ("letter.docx", docx(("word/document.xml", b"other")), "tampered"),
    "one with entities": ("letter.docx", docx(("word/a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]>")), "tampered"),
    "one that was cut": ("letter.docx", docx()[:-30], "tampered"),
    "one with a page behind": ("letter.docx", docx() + b"<script>", "behind the end"),
    "an Excel file with macros": ("table.xlsx", xlsx(("xl/vbaProject.bin", b"x")), "holds a program"),
    "a Word file with another inside": (
        "letter.docx",
        docx(("word/embeddings/a.bin", b"x")),
        "holds a program",
    ),
    "a bomb": ("table.xlsx", xlsx(("xl/a.xml", b"\0" * 60_000_000)), "unpacks to more"),
    "a bomb of many": ("table.xlsx", xlsx(*((f"xl/{i}.xml", b"") for i in range(2001))), "unpacks to more"),
}
