"""Files of amendments, as the assemblies hand them over, of our own invention."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

COLUMNS = ("Nature ", "Numéro ", "Subdivision ", "Alinéa", "Auteur ", "Au nom de ", "Date de dépôt ", "Dispositif ",
           "Objet ", "Sort ")  # fmt: skip


def row(
    number, *paragraphs, place="Proposition 1", author="Mme LISERON", group="groupe des Rives", outcome="", nature="Amt"
):
    """A line of the Senate's CSV."""
    words = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (nature, number, place, "", author, group, "2026-02-27", words, "<p>Parce&#160;que.</p>", outcome)


def senate(*rows, name="jeu.csv", coding="cp1252"):
    """The Senate's CSV of *rows*, as a file sent."""
    lines = ["sep=\t", *("\t".join(cells) for cells in (COLUMNS, *rows))]
    return SimpleUploadedFile(name, "\r\n".join(lines).encode(coding))


def assembly_document(number, *paragraphs, place="Proposition 1", parent="", outcome=""):
    """An amendment of the Assembly, in XML, its entities escaped twice."""
    words = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<amendement><numeroLong>{number}</numeroLong><numeroParent>{parent}</numeroParent>"
        f"<dispositif><![CDATA[{words}]]></dispositif><exposeSommaire><![CDATA[<p>Parce que.</p>]]></exposeSommaire>"
        f"<sortEnSeance>{outcome}</sortEnSeance><dateDepot>27/02/2026</dateDepot>"
        f"<division><titre>{place}</titre><avantApres>A</avantApres></division>"
        "<auteur><civilite>Mme</civilite><prenom>Ana</prenom><nom>L&amp;#233;zard</nom></auteur></amendement>"
    ).encode()


def sent(name, data):
    return SimpleUploadedFile(name, data)


def zipped(name="jeu.zip", **documents):
    """An archive of *documents*, by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for held, content in documents.items():
            archive.writestr(f"{held}.xml", content)
    return sent(name, data.getvalue())
