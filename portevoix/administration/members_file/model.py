"""The file to start from: headings alone, so that nothing in it is imported by mistake."""

import csv
import io

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

COLUMNS = (
    "Nom",
    "Prénom",
    "Fonction",
    "Collectivité",
    "Courriel",
    "Qualité",
    "Association",
    "Rôle",
    "Depuis",
    "Jusqu’au",
)


def explained() -> list[tuple[str, str]]:
    """What each column takes."""
    return list(
        zip(
            COLUMNS,
            (
                _("nécessaire ; le nom seul, ou le nom complet si la colonne « Prénom » est absente"),
                _("s’écrit devant le nom"),
                _("par exemple : maire, vice-présidente au numérique"),
                _(
                    "commune, intercommunalité, département, région : son nom ou son code officiel ; un nom que le registre ne connaît pas, ou donne à plusieurs, est gardé tel quel"
                ),
                _("sert à reconnaître la personne et à lui écrire ; jamais public"),
                _("élu, expert ou agent"),
                _("sigle ou nom, tel qu’il est dans la liste des associations"),
                _("présidence, coprésidence, vice-présidence, rapporteur, secrétariat ; vide pour un simple membre"),
                _("par exemple : 01/03/2026"),
                _("vide tant que le siège dure"),
            ),
            strict=True,
        )
    )


def model_csv() -> bytes:
    """The headings, set apart by semicolons, as French spreadsheets open them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerow(COLUMNS)
    return text.getvalue().encode("utf-8-sig")


def model_xlsx() -> bytes:
    """The headings as a workbook, and a second sheet that says what each column takes."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Membres"
    sheet.append(COLUMNS)
    for at, heading in enumerate(COLUMNS, 1):
        sheet.cell(1, at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = max(14, len(heading) + 4)
    sheet.freeze_panes = "A2"
    told = book.create_sheet(_("Ce que prend chaque colonne"))
    for pair in explained():
        told.append(pair)
    told.column_dimensions["B"].width = 80
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
