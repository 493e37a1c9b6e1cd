"""Hostile and broken files: a clear sentence, nothing kept, memory bounded."""

import gzip
import io
import os
import subprocess
import sys
import zipfile

import pypandoc
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from portevoix.evidence.records import read_record
from portevoix.evidence.records.turns import Turn
from portevoix.evidence.uploads import Upload, document_text, read_upload, safe_name, text_of_docx
from portevoix.journal.acts import Refused


def refusal(name, data):
    with pytest.raises(Refused) as refused:
        read_record(name, data)
    assert refused.value.field == "file"
    return refused.value.sentence


def docx_of(markdown):
    """A real Word document, made by pandoc."""
    done = subprocess.run([pypandoc.get_pandoc_path(), "--from=markdown", "--to=docx", "--output=-"],
                          input=markdown.encode(), capture_output=True, check=True)  # fmt: skip
    return done.stdout


def remade(data, **parts):
    """The archive *data* with *parts* added or put in place (names with __ for /)."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


@pytest.fixture(scope="module")
def document():
    return docx_of("# Audition\n\n**Mme Belkacem :** Bonjour « à tous ».\n\nNous ouvrons.\n\nAnnie Roux : Merci.\n")


def test_a_word_document_is_read_by_speaker(document):
    assert read_record("audition.docx", document).turns == [
        Turn("", "Audition"), Turn("Mme Belkacem", "Bonjour « à tous ».\nNous ouvrons."), Turn("Annie Roux", "Merci."),
    ]  # fmt: skip


def test_a_word_document_becomes_a_text_with_its_headings(document):
    assert text_of_docx(document).title == "Audition"


@pytest.mark.parametrize(("name", "data"), [
    ("a.docx", b"PK\x03\x04 not an archive"),
    ("a.docx", b"Annie Roux : Oui."),
    ("a.txt", b"PK\x03\x04 whatever"),
    ("a.pdf", b"%PDF-1.7"), ("a.txt", b"%PDF-1.7"), ("a.png", b"\x89PNG\r\n"), ("a.exe", b"MZ\x90"),
    ("a.vtt", b"Annie Roux : Oui."), ("a.srt", b"Annie Roux : Oui."), ("a.xml", b"Annie Roux : Oui."),
    ("a.txt", b"<TEI/>"), ("a.xml", b"<html><body/></html>"), ("a.xml", b"<TEI><text><p>Oui</p></text></TEI>"),
    ("a.xml", b"<TEI><text>"), ("a.txt", b"Annie\x00 Roux : Oui."), ("a.txt", "Annie Roux : Été".encode("utf-16")),
])  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_refused_with_a_sentence(name, data):
    assert refusal(name, data).endswith(".")


def test_a_text_that_is_not_utf_8_is_refused_with_its_line_and_what_to_do():
    sentence = refusal("a.txt", "Annie Roux : Oui.\nL’été : déjà.".encode("cp1252"))
    assert "ligne 2" in sentence
    assert "UTF-8" in sentence


def test_entities_are_never_read():
    bomb = b'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    bomb += b"<TEI><text><sp><speaker>A</speaker><p>&b;</p></sp></text></TEI>"
    assert "entités" in refusal("a.xml", bomb)
    outside = b'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI><text><sp><p>&x;</p></sp></text></TEI>'
    assert "entités" in refusal("a.xml", outside)


def test_a_word_document_with_entities_is_refused(document):
    hostile = remade(document, **{"word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'})
    assert "entités" in refusal("a.docx", hostile)


@pytest.mark.parametrize("path", ["../../x.xml", "/etc/x.xml", "word\\..\\x.xml", "C:x.xml"])
def test_a_word_document_with_a_path_inside_is_refused(document, path):
    assert "chemin" in refusal("a.docx", remade(document, **{path: "<a/>"}))


def test_a_zip_bomb_is_refused_before_it_unfolds(document):
    bomb = remade(document, **{"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"})
    assert len(bomb) < 200_000
    assert "démesuré" in refusal("a.docx", bomb)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(document):
    bomb = bytearray(remade(document, **{"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}))
    real = (60_000_007).to_bytes(4, "little")
    assert bomb.count(real) == 2
    assert refusal("a.docx", bytes(bomb.replace(real, (5_000).to_bytes(4, "little")))).endswith(".")


def test_an_upload_over_the_limit_is_refused_without_being_read():
    class Unread(SimpleUploadedFile):
        def read(self, *size):
            raise AssertionError("read")

    file = Unread("a.txt", b"x" * 100)
    with pytest.raises(Refused, match="limite"):
        read_upload(file, limit=50)


def test_an_upload_whose_announced_size_lies_is_read_up_to_the_limit():
    file = SimpleUploadedFile("a.txt", b"x" * 100)
    file.size = 10
    with pytest.raises(Refused, match="limite"):
        read_upload(file, limit=50)


def test_a_compressed_upload_is_opened_up_to_the_limit():
    assert read_upload(SimpleUploadedFile("a.xml.gz", gzip.compress(b"<TEI/>"))) == Upload("a.xml", b"<TEI/>")
    with pytest.raises(Refused, match="limite"):
        read_upload(SimpleUploadedFile("a.xml.gz", gzip.compress(b" " * 10_000_000)), limit=1_000_000)


def test_an_empty_upload_is_refused():
    with pytest.raises(Refused, match="vide"):
        read_upload(SimpleUploadedFile("a.txt", b" \n"))


@pytest.mark.parametrize(("name", "kept"), [
    ("../../x.txt", "x.txt"), ("C:\\dossier\\x.txt", "x.txt"), ("/etc/passwd", "passwd"), ("..", "document"),
    (".htaccess", "htaccess"), ("a\x00b\n.txt", "ab.txt"), ("é" * 300 + ".txt", "é" * 116 + ".txt"), ("", "document"),
])  # fmt: skip
def test_a_path_in_a_name_is_left_out(name, kept):
    assert safe_name(name) == kept


def test_documents_are_read_from_text_or_word(document):
    assert "Nous ouvrons." in document_text(Upload("lettre.docx", document))
    assert document_text(Upload("lettre.txt", b"Un.\r\n\r\nDeux.")) == "Un.\n\nDeux."
    with pytest.raises(Refused):
        document_text(Upload("lettre.odt", b"PK\x03\x04"))


MEASURED = """
import io, os, random, resource, subprocess, sys, zipfile
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django; django.setup()
from portevoix.evidence.records import read_record
from portevoix.journal.acts import Refused
MB = 1_000_000
def big_docx():
    import pypandoc
    command = [pypandoc.get_pandoc_path(), "--to=docx", "--output=-"]
    blank = subprocess.run(command, input=b"Un.", capture_output=True).stdout
    made, drawn = io.BytesIO(), random.Random(1)
    words = " ".join(str(drawn.random()) for _ in range(900_000)).encode()
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    with zipfile.ZipFile(io.BytesIO(blank)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            whole = head + words + b"</w:t></w:r></w:p></w:body></w:document>"
            new.writestr(name, whole if name == "word/document.xml" else old.read(name))
    return made.getvalue()
files = {
    "big.docx": big_docx,
    "line.txt": lambda: b"Annie Roux : " + b"x" * 100 * MB,
    "wide.txt": lambda: b"Annie Roux : " + "\\U0001f600".encode() + b"x" * 19 * MB,
    "line.vtt": lambda: b"WEBVTT\\n\\n00:01.000 --> 00:02.000\\n<v A>" + b"x" * 100 * MB,
    "line.xml": lambda: b"<TEI><text><sp><p>" + b"x" * 100 * MB + b"</p></sp></text></TEI>",
    "many.xml": lambda: b"<TEI><text>" + b"<p/>" * 4 * MB + b"</text></TEI>",
    "deep.xml": lambda: b"<TEI>" + b"<a>" * 4 * MB,
    "marks.txt": lambda: b"Annie Roux : " + b"[hors " * 900_000,
    "turns.txt": lambda: b"A : b\\n" * 900_000,
}
def used():
    # Its own peak since it started: getrusage would count what the process that started it held.
    return int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024
together = 0
for name, made in files.items():
    try:
        read_record(name, made())
        print("ACCEPTED", name)
    except Refused as refused:
        print(name, refused.sentence[:100])
    # pandoc runs beside this process for the first file only: both count together.
    together = together or used() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(max(together, used()))
"""


def test_memory_stays_under_500_megabytes_whatever_is_sent():
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], cwd=settings.ROOT, env={**os.environ}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = done.stdout.strip().split("\n")
    assert len(lines) == 10, done.stdout
    assert "ACCEPTED" not in done.stdout
    assert int(lines[-1]) < 500, done.stdout
