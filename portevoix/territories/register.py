"""The official register as the package `@etalab/decoupage-administratif` holds it: files in, rows out.

Nothing is guessed: a file that is missing, a row that lacks its code, a parent or a member that no row is, stops it all.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused
from portevoix.territories.models import Territory
from portevoix.territories.names import article_of, article_of_group

Kind, Nature = Territory.Kind, Territory.Nature
FILES = ("communes", "departements", "regions", "epci")
# The établissements publics territoriaux are there since 2023.
OPTIONAL = ("ept",)
KIND_OF_COMMUNE = {
    "commune-actuelle": Kind.COMMUNE,
    "commune-deleguee": Kind.DELEGATED,
    "commune-associee": Kind.ASSOCIATED,
    "arrondissement-municipal": Kind.DISTRICT,
}
CODE = re.compile(r"[0-9][0-9AB][0-9]{0,7}")


@dataclass
class Row:
    """One territory, as an edition describes it; its parents by their codes."""

    kind: str
    code: str
    name: str
    article: int
    nature: str = ""
    siren: str = ""
    population: int | None = None
    department: str = ""
    region: str = ""
    within: str = ""
    postal_codes: list[str] = field(default_factory=list)
    former_codes: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.code


@dataclass(frozen=True)
class Register:
    """One edition, whole: its rows by (kind, code), those that others refer to first."""

    on: date
    source: str
    digest: str
    rows: dict[tuple[str, str], Row]


def digest_of(folder: Path) -> str:
    """The SHA-256 of the names and bytes of the files of the register in *folder*; `Refused` when one is missing."""
    whole = hashlib.sha256()
    for name, path in _paths(folder):
        whole.update(f"{name} {path.stat().st_size}\n".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def read_register(folder: Path, on: date | None = None) -> Register:
    """The register of *folder*; its day is *on*, or what the README of the package says of its version.

    `Refused` names the file and the row of what cannot be read with certainty.
    """
    version = _version(folder)
    day = on or _day_of(folder, version)
    if day is None:
        raise Refused(_("L’édition ne dit pas sa date : donnez-la (--on AAAA-MM-JJ)."), field="on")
    raw = {name: _read(path) for name, path in _paths(folder)}
    rows: dict[tuple[str, str], Row] = {}
    for row in [*_regions(raw), *_departments(raw), *_communes(raw), *_groups(raw)]:
        if row.key in rows:
            raise Refused(_("%(code)s figure deux fois dans le registre (%(name)s).") % vars(row))
        rows[row.key] = row
    _check_references(rows)
    _sum_populations(rows)
    source = f"@etalab/decoupage-administratif {version}" if version else folder.resolve().name
    return Register(day, source[:120], digest_of(folder), rows)


def _paths(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of the register: in the folder, or in its `data`, as the package has them."""
    inside = folder / "data" if (folder / "data").is_dir() else folder
    for name in FILES + OPTIONAL:
        path = inside / f"{name}.json"
        if path.is_file():
            yield name, path
        elif name in FILES:
            raise Refused(
                _("%(name)s.json manque dans %(folder)s : ce n’est pas une édition du registre.")
                % {"name": name, "folder": inside}
            )


def _read(path: Path) -> list[dict]:
    try:
        rows = json.loads(path.read_bytes())
    except ValueError as error:
        raise Refused(
            _("%(file)s n’est pas un fichier JSON valide : %(error)s.") % {"file": path.name, "error": error}
        ) from error
    if not isinstance(rows, list) or (not rows and path.stem in FILES):
        raise Refused(_("%(file)s devrait être une liste de territoires.") % {"file": path.name})
    for rank, row in enumerate(rows, 1):
        wrong = not isinstance(row, dict) or [name for name in ("code", "nom") if not _is_text(row.get(name))]
        if wrong or not CODE.fullmatch(row["code"]):
            raise Refused(
                _("%(file)s, ligne %(rank)d : un territoire sans code ou sans nom (%(row)s).")
                % {"file": path.name, "rank": rank, "row": str(row)[:120]}
            )
    return rows


def _is_text(value) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _version(folder: Path) -> str:
    try:
        return str(json.loads((folder / "package.json").read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _day_of(folder: Path, version: str) -> date | None:
    """The first of January of the year that the README's table sets beside *version*."""
    readme = folder / "README.md"
    if not version or not readme.is_file():
        return None
    found = re.search(rf"^\|\s*(\d{{4}})\s*\|\s*{re.escape(version)}\s*\|", readme.read_text("utf-8"), re.MULTILINE)
    return date(int(found[1]), 1, 1) if found else None


def _regions(raw) -> Iterator[Row]:
    """Régions and, once, the overseas collectivities, which the register keeps among régions and départements both."""
    for one in raw["regions"]:
        yield _row(Kind.OVERSEAS if one.get("zone") == "com" else Kind.REGION, one)


def _departments(raw) -> Iterator[Row]:
    for one in raw["departements"]:
        if one.get("zone") != "com":
            yield _row(Kind.DEPARTMENT, one, region=one["region"])


def _communes(raw) -> Iterator[Row]:
    for rank, one in enumerate(raw["communes"], 1):
        kind = KIND_OF_COMMUNE.get(one.get("type"))
        if kind is None:
            raise Refused(
                _("communes.json, ligne %(rank)d : « %(type)s » n’est pas un type de commune connu (%(code)s).")
                % {"rank": rank, "type": one.get("type"), "code": one["code"]}
            )
        yield _row(
            kind,
            one,
            siren=one.get("siren") or "",
            population=_population(one),
            department=one.get("departement") or "",
            region=one.get("region") or "",
            within=one.get("chefLieu") or one.get("commune") or "",
            postal_codes=sorted(set(one.get("codesPostaux") or ())),
            former_codes=sorted(set(one.get("anciensCodes") or ())),
        )


def _groups(raw) -> Iterator[Row]:
    for name in ("epci", "ept"):
        for one in raw.get(name, ()):
            nature = one.get("type") if name == "epci" else ""
            if name == "epci" and nature not in Nature.values:
                raise Refused(
                    _("epci.json : « %(type)s » n’est pas une nature d’intercommunalité connue (%(code)s).")
                    % {"type": nature, "code": one["code"]}
                )
            yield _row(
                Kind.EPCI if name == "epci" else Kind.EPT,
                one,
                nature=nature,
                siren=one["code"],
                members=sorted({member["code"] for member in one.get("membres") or ()}),
            )


def _row(kind, one: dict, **more) -> Row:
    article = one.get("typeLiaison")
    name = " ".join(one["nom"].split())
    if article is None:
        article = article_of_group(name) if kind in (Kind.EPCI, Kind.EPT) else article_of(name)
    if article not in range(9):
        raise Refused(
            _("Le typeLiaison de %(code)s n’est pas connu : %(found)s.") % {"code": one["code"], "found": article}
        )
    return Row(kind, one["code"], name, article, **more)


def _population(one: dict) -> int | None:
    """The population given, None where there is none: a commune without inhabitants says 0."""
    found = one.get("population")
    if found is None:
        return None
    if not isinstance(found, int) or found < 0:
        raise Refused(_("La population de %(code)s n’est pas un nombre : %(found)s.") % {**one, "found": found})
    return found


def _check_references(rows) -> None:
    """Turn the codes of parents into those of rows that exist; `Refused` names the first that does not."""
    for row in rows.values():
        if row.region and (Kind.REGION, row.region) not in rows:
            row.region = "" if (Kind.OVERSEAS, row.region) in rows else _lost(row, row.region)
        if row.department and not {(Kind.DEPARTMENT, row.department), (Kind.OVERSEAS, row.department)} & rows.keys():
            _lost(row, row.department)
        for code in [row.within] if row.within else row.members:
            if (Kind.COMMUNE, code) not in rows:
                _lost(row, code)


def _lost(row: Row, code: str):
    raise Refused(
        _("%(name)s (%(code)s) renvoie à %(other)s, que le registre ne contient pas.")
        % {"name": row.name, "code": row.code, "other": code}
    )


def _sum_populations(rows) -> None:
    """The population of what is made of communes; None where none of them has one. An EPCI lies where most live."""
    totals: dict[tuple[str, str], int] = {}
    for row in rows.values():
        if row.kind == Kind.COMMUNE and row.population is not None:
            place = (Kind.DEPARTMENT, row.department)
            for key in (place if place in rows else (Kind.OVERSEAS, row.department), (Kind.REGION, row.region)):
                totals[key] = totals.get(key, 0) + row.population
    for row in rows.values():
        if row.members:
            communes = [rows[Kind.COMMUNE, code] for code in row.members]
            known = [one.population for one in communes if one.population is not None]
            row.population = sum(known) if known else None
            living: dict[tuple[str, str], int] = {}
            for one in communes:
                place = one.department, one.region
                living[place] = living.get(place, 0) + (one.population or 0)
            row.department, row.region = max(living, key=lambda place: (living[place], place))
        elif row.key in totals:
            row.population = totals[row.key]
