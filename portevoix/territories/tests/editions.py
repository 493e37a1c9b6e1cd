"""Two small invented editions of a register, in the files of the real one."""

import json
from copy import deepcopy
from pathlib import Path

REGIONS = [
    {"code": "84", "chefLieu": "01001", "nom": "Rives-et-Monts", "typeLiaison": 4, "zone": "metro"},
    {"code": "94", "chefLieu": "2A001", "nom": "Île-Basse", "typeLiaison": 1, "zone": "metro"},
    {"code": "987", "chefLieu": "98711", "nom": "Archipel du Levant", "typeLiaison": 0, "zone": "com"},
]
DEPARTMENTS = [
    {"code": "01", "region": "84", "chefLieu": "01001", "nom": "Brenne", "typeLiaison": 3, "zone": "metro"},
    {"code": "69", "region": "84", "chefLieu": "69001", "nom": "Plateau", "typeLiaison": 2, "zone": "metro"},
    {"code": "2A", "region": "94", "chefLieu": "2A001", "nom": "Ouest-Île", "typeLiaison": 5, "zone": "metro"},
    {"code": "987", "region": "987", "chefLieu": "98711", "nom": "Archipel du Levant", "typeLiaison": 0, "zone": "com"},
]


def commune(code, name, article=0, population=None, postal=(), former=(), department=None, region="84", **more):
    row = {
        "code": code,
        "nom": name,
        "typeLiaison": article,
        "departement": department or code[:2],
        "region": region,
        "type": "commune-actuelle",
        "siren": f"2{code.replace('A', '0')}000"[:9].ljust(9, "1"),
        "codesPostaux": list(postal),
        "population": population,
        **more,
    }
    if former:
        row["anciensCodes"] = list(former)
    return {name: value for name, value in row.items() if value is not None}


def part(code, name, chief, kind="commune-deleguee"):
    place = {"departement": chief[:2], "region": "84", "type": kind, "typeLiaison": 0}
    parent = {"commune": chief} if kind == "arrondissement-municipal" else {"chefLieu": chief}
    return {"code": code, "nom": name, **place, **parent}


def group(code, name, kind, members):
    return {"code": code, "nom": name, "type": kind, "membres": [{"code": one} for one in members]}


COMMUNES = [
    commune("01001", "Montclar-sur-Brenne", 0, 12_000, ["01000", "01100"]),
    commune("01002", "L'Haÿe-les-Saules", 5, 800, ["01200"]),
    commune("01003", "Le Grand-Fossé", 2, 350, ["01200"], ["01900"]),
    commune("01004", "Saint-Aubert-du-Lac", 0, 90, ["01300"]),
    commune("01005", "Œuvre-Vieille", 1, 0, ["01300"]),
    commune("69001", "Port-Aubier", 0, 250_000, ["69001", "69002"]),
    commune("69002", "Saint-Aubert", 0, 4_000, ["69100"]),
    commune("2A001", "Aux Marais", 6, 1_500, ["20000"], department="2A", region="94"),
    {
        "code": "98711",
        "nom": "Anaa-Nui",
        "departement": "987",
        "region": "987",
        "zone": "com",
        "type": "commune-actuelle",
    },
    part("01900", "Petit-Fossé", "01003"),
    part("01003", "Le Grand-Fossé", "01003"),
    part("69201", "Port-Aubier 1er Arrondissement", "69001", "arrondissement-municipal"),
]
GROUPS = [
    group("200000001", "CC du Pays de Brenne", "CC", ["01001", "01002", "01003", "01004"]),
    group("200000002", "Métropole de Port-Aubier", "MET69", ["69001", "69002"]),
]
TERRITORIAL = [{"code": "200000003", "nom": "Plaine Aubier", "type": "EPT", "membres": [{"code": "69002"}]}]
README = "| Année | Version |\n|---|---|\n| 2026  | 6.0.0   |\n| 2025  | 5.3.0   |\n"


def write(folder: Path, version="5.3.0", communes=COMMUNES, groups=GROUPS, departments=DEPARTMENTS, **files) -> Path:
    """An edition in *folder*, as the package lays it out; *files* replace what a file of that name holds."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    held = {"communes": communes, "departements": departments, "regions": REGIONS, "epci": groups, "ept": TERRITORIAL}
    for name, rows in (held | files).items():
        text = rows if isinstance(rows, str) else json.dumps(rows, ensure_ascii=False)
        (data / f"{name}.json").write_text(text, "utf-8")
    (folder / "package.json").write_text(json.dumps({"version": version}))
    (folder / "README.md").write_text(README, "utf-8")
    return folder


def next_edition(folder: Path) -> Path:
    """The edition a year later: one commune is merged, one renamed, one vanishes, one appears, a group turns, one ends."""
    communes = deepcopy([one for one in COMMUNES if one["code"] not in ("01004", "01005", "69002")])
    by_code = {one["code"]: one for one in communes if one["type"] == "commune-actuelle"}
    by_code["01001"] |= {"population": 12_345, "anciensCodes": ["01004"]}
    by_code["01002"] |= {"nom": "Saules-la-Neuve", "typeLiaison": 0}
    communes += [
        part("01004", "Saint-Aubert-du-Lac", "01001"),
        # Merged as well, which only its former commune says.
        part("69002", "Saint-Aubert", "69001", "commune-associee"),
        commune("01006", "Val-Nouveau", 0, 40, ["01200"]),
    ]
    groups = [group("200000001", "CA du Pays de Brenne", "CA", ["01001", "01002", "01006"]),
              group("200000009", "CC des Fossés", "CC", ["01003", "69001"])]  # fmt: skip
    return write(folder, "6.0.0", communes, groups, ept=[])
