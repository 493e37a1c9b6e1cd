"""What the columns of a list of members mean, and what each cell says, or why it does not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.validators import validate_email
from django.forms import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portevoix.administration.members_file.tables import Row
from portevoix.commissions.models import Mandate, Membership
from portevoix.journal.acts import Refused
from portevoix.people.names import folded, same_name

Role, Capacity = Mandate.Role, Membership.Capacity

# Each column: what it is called on screen, and the headings it is known by, folded, spaces left out.
HEADINGS = {
    "name": (gettext_lazy("nom"), "nom nomdefamille nomdusage nomcomplet nometprenom nomprenom prenometnom prenomnom"),
    "first_name": (gettext_lazy("prénom"), "prenom prenoms"),
    "function": (gettext_lazy("fonction"), "fonction fonctions mandatlocal"),
    "territory": (gettext_lazy("collectivité"), "territoire collectivite commune epci collectiviteouterritoire"),
    "email": (
        gettext_lazy("courriel"),
        "courriel email mail mel adresseelectronique adressemail adressecourriel adresseemail",
    ),
    "capacity": (gettext_lazy("qualité"), "qualite"),
    "association": (gettext_lazy("association"), "association associationdelus sigle"),
    "role": (gettext_lazy("rôle"), "role roles"),
    "start": (gettext_lazy("depuis"), "depuis depuisle debut datededebut du"),
    "end": (gettext_lazy("jusqu’au"), "jusquau fin datedefin au"),
}
_KNOWN = {heading: key for key, (_label, headings) in HEADINGS.items() for heading in headings.split()}
_LENGTHS = {"name": 120, "function": 160, "territory": 120}
_CAPACITIES = {
    Capacity.ELECTED: "elu elue elus elues",
    Capacity.EXPERT: "expert experte experts",
    Capacity.STAFF: "agent agente agents personnel",
}
_ROLES = {
    Role.CO_CHAIR: "copresidence copresident copresidente",
    Role.CHAIR: "presidence president presidente",
    Role.VICE_CHAIR: "vicepresidence vicepresident vicepresidente",
    Role.RAPPORTEUR: "rapporteur rapporteure rapporteuse",
    Role.SECRETARIAT: "secretariat secretaire secretairegeneral secretairegenerale",
    "": "membre aucun",
}
_MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]


@dataclass(frozen=True)
class Problem:
    """What is wrong at a place: the line, the column as it is headed, the sentence."""

    line: int
    column: str
    sentence: str


@dataclass
class Entry:
    """A row that says who: what its cells mean, checked as far as they go."""

    line: int
    name: str
    capacity: str
    start: date | None
    end: date | None = None
    function: str = ""
    territory: str = ""
    email: str = ""
    association: str = ""
    role: str = ""


@dataclass
class Sheet:
    """A list read: whom each line names, the entries of those that hold, what is wrong, how columns are headed, and the
    headings that mean nothing here."""

    headings: dict[str, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def _tight(words: str) -> str:
    return folded(words).replace(" ", "")


def read_sheet(rows: Sequence[Row], *, capacity: str, start: date) -> Sheet:
    """What *rows* say, the first one being the headings; *capacity* and *start* stand where a cell says nothing.

    Raises Refused, on the field `file`, when no column holds names, or two hold the same thing.
    """
    columns, headings, ignored = _columns(rows[0])
    sheet = Sheet({key: headings.get(key, str(label)) for key, (label, _known) in HEADINGS.items()}, ignored=ignored)
    for line, cells in rows[1:]:
        said = {key: cells[at] if at < len(cells) else "" for key, at in columns.items()}
        _read(sheet, line, said, capacity, start)
    if not rows[1:]:
        raise Refused(_("Cette liste n’a que ses titres de colonnes : il n’y a personne à inscrire."), field="file")
    _find_twins(sheet)
    return sheet


def _columns(row: Row) -> tuple[dict[str, int], dict[str, str], list[str]]:
    columns: dict[str, int] = {}
    headings, ignored = {}, []
    for at, heading in enumerate(row[1]):
        key = _KNOWN.get(_tight(heading))
        if key is None:
            if heading:
                ignored.append(heading)
            continue
        if key in columns:
            raise Refused(
                _(
                    "Ligne %(line)d : deux colonnes disent la même chose, « %(one)s » et « %(other)s ». N’en gardez qu’une."
                )
                % {"line": row[0], "one": headings[key], "other": heading},
                field="file",
            )
        columns[key], headings[key] = at, heading
    if "name" not in columns:
        raise Refused(
            _(
                "Ligne %(line)d : aucune colonne n’est intitulée « nom ». La première ligne doit porter les titres du modèle."
            )
            % {"line": row[0]},
            field="file",
        )
    return columns, headings, ignored


def _read(sheet: Sheet, line: int, said: dict[str, str], capacity: str, start: date) -> None:
    before = len(sheet.problems)

    def wrong(key: str, sentence: str) -> None:
        sheet.problems.append(Problem(line, sheet.headings[key], sentence))

    said["name"] = " ".join(filter(None, (said.pop("first_name", ""), said["name"])))
    sheet.names[line] = said["name"]
    if not said["name"]:
        wrong("name", _("Le nom manque."))
    for key, most in _LENGTHS.items():
        if len(said.get(key, "")) > most:
            wrong(key, _("Plus de %(most)d signes.") % {"most": most})
    if said.get("email"):
        said["email"] = said["email"].lower()
        try:
            validate_email(said["email"])
        except ValidationError:
            wrong("email", _("« %(typed)s » n’est pas une adresse de courriel.") % {"typed": said["email"]})
    chosen = _choice(said.get("capacity", ""), _CAPACITIES, capacity)
    if chosen is None:
        wrong(
            "capacity", _("« %(typed)s » n’est pas une qualité : élu, expert ou agent.") % {"typed": said["capacity"]}
        )
    role = _choice(said.get("role", ""), _ROLES, "")
    if role is None:
        wrong("role", _role_sentence(said["role"]))
    days = {}
    for key, default in (("start", start), ("end", None)):
        typed = said.get(key, "")
        days[key] = read_day(typed) if typed else default
        if typed and days[key] is None:
            wrong(key, _("« %(typed)s » n’est pas une date : écrivez par exemple 01/03/2026.") % {"typed": typed})
    if days["start"] and days["end"] and days["end"] < days["start"]:
        wrong("end", _("La fin précède le début."))
    if len(sheet.problems) == before:
        kept = {key: said.get(key, "") for key in ("name", "function", "territory", "email", "association")}
        sheet.entries.append(Entry(line=line, capacity=chosen, role=role, **days, **kept))


def _choice(typed: str, offered: dict[str, str], default: str) -> str | None:
    if not typed:
        return str(default)
    sought = _tight(typed)
    return next((str(value) for value, names in offered.items() if sought in names.split()), None)


def _role_sentence(typed: str) -> str:
    if _tight(typed).startswith("supplean"):
        return _("Une suppléance dit qui est suppléé : donnez-la ensuite, depuis la composition de la commission.")
    return _(
        "« %(typed)s » n’est pas un rôle : présidence, coprésidence, vice-présidence, rapporteur ou secrétariat."
    ) % {"typed": typed}


def read_day(typed: str) -> date | None:
    """The day that *typed* says (`01/03/2026`, `2026-03-01`, `1er mars 2026`), or None: a short year is not guessed."""
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed):
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})", typed):
        day, month, year = map(int, found.groups())
    elif (found := re.fullmatch(r"(\d{1,2})(?:er)? ([a-z]+) (\d{4})", folded(typed))) and found[2] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS.index(found[2]) + 1, int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _find_twins(sheet: Sheet) -> None:
    """The same person twice in a list: the same name in the same place, or the same address; each line before is said
    once."""
    seen: dict[tuple, int] = {}
    for entry in list(sheet.entries):
        alike = [("name", same_name(entry.name), folded(entry.territory))]
        if entry.email:
            alike.append(("email", entry.email))
        before: dict[int, str] = {}
        for key in alike:
            first = seen.setdefault(key, entry.line)
            if first != entry.line:
                before.setdefault(first, key[0])
        for first, column in before.items():
            sentence = _("C’est déjà à la ligne %(first)d.") % {"first": first}
            sheet.problems.append(Problem(entry.line, sheet.headings[column], sentence))
        if before:
            sheet.entries.remove(entry)
