"""What the pages of territories ask."""

from django.core.paginator import Paginator
from django.db.models import Count, F, Max, Q, Sum

from portevoix.territories import finding, names
from portevoix.territories.contributions import contributions_of
from portevoix.territories.models import Edition, FormerCode, Membership, Territory

Kind = Territory.Kind
SUGGESTED, FOUND_A_PAGE, MEMBERS_A_PAGE, NAMED_AT_MOST = 8, 20, 50, 60
LARGEST_FIRST = (F("population").desc(nulls_last=True), "plain_name", "pk")
PLACED = ("department", "region", "within", "successor")
# The filters of a search: what each is called in an address, and the kinds it keeps.
FILTERS = {
    Kind.COMMUNE: (Kind.COMMUNE,),
    Kind.EPCI: (Kind.EPCI, Kind.EPT),
    Kind.DEPARTMENT: (Kind.DEPARTMENT,),
    Kind.REGION: (Kind.REGION,),
    Kind.OVERSEAS: (Kind.OVERSEAS,),
    Kind.DISTRICT: (Kind.DISTRICT, Kind.DELEGATED, Kind.ASSOCIATED),
}


def suggested(text: str, kinds=(), limit: int = SUGGESTED) -> list[Territory]:
    """The *limit* first answers to *text*, as one types it, among *kinds* when some are given; 3 SQL queries.

    Those that have this very name come first, then the largest; what is no more comes last.
    """
    entries = finding.entries(text, kinds)
    if entries is None:
        return []
    chosen = dict.fromkeys(finding.named_exactly(text, kinds).values_list("pk", flat=True)[:limit])
    entries = entries.order_by("-weight", "territory_id").values_list("territory_id", flat=True)
    # A territory that several of its words find stands several times: Paris has twenty postal codes in 75.
    for pk in entries[: limit * 8]:
        chosen[pk] = None
        if len(chosen) >= limit:
            break
    return _in_order(chosen)


class _Found:
    """Every answer to a search, in order, for pages of them; the first ones have this very name."""

    def __init__(self, text: str, kinds):
        self.exact = list(finding.named_exactly(text, kinds).values_list("pk", flat=True)[:FOUND_A_PAGE])
        entries = finding.entries(text, kinds)
        self.entries = entries.exclude(territory_id__in=self.exact) if entries is not None else None

    def count(self) -> int:
        if self.entries is None:
            return 0
        return len(self.exact) + self.entries.aggregate(n=Count("territory_id", distinct=True))["n"]

    def __getitem__(self, asked: slice) -> list[Territory]:
        if self.entries is None:
            return []
        begin, end, held = asked.start, asked.stop, len(self.exact)
        ranked = self.entries.values("territory_id").annotate(most=Max("weight")).order_by("-most", "territory_id")
        others = ranked.values_list("territory_id", flat=True)[max(0, begin - held) : max(0, end - held)]
        return _in_order([*self.exact[begin:end], *others])


def found(text: str, kind: str = "", page=1):
    """A page of the answers to *text* with their number, the same order as `suggested`; 4 SQL queries."""
    return Paginator(_Found(text, FILTERS.get(kind, ())), FOUND_A_PAGE).get_page(page)


def all_found(text: str, kind: str = "", limit: int = 5000) -> list[Territory]:
    """The *limit* first answers to *text*, for an export; 3 SQL queries for each thousand."""
    every = _Found(text, FILTERS.get(kind, ()))
    return [one for start in range(0, limit, 1000) for one in every[start : start + 1000]]


def _in_order(pks) -> list[Territory]:
    held = Territory.objects.select_related(*PLACED).in_bulk(list(pks))
    return [held[pk] for pk in pks]


def index_page() -> dict:
    """The latest edition, how many territories it has of each kind, its régions and départements; 3 SQL queries."""
    counts = dict(Territory.objects.filter(until=None).values_list("kind").annotate(n=Count("pk")))
    wide = list(
        Territory.objects.filter(until=None, kind__in=(Kind.REGION, Kind.DEPARTMENT, Kind.OVERSEAS))
        .select_related("region")
        .order_by(*LARGEST_FIRST)
    )
    return {
        "edition": Edition.objects.last(),
        "counts": counts,
        "regions": [one for one in wide if one.kind == Kind.REGION],
        "places": sorted((one for one in wide if one.kind != Kind.REGION), key=lambda one: one.code),
    }


def territory_at(kind: str, code: str) -> Territory | None:
    """The territory of that kind and code, whatever became of it; 1 SQL query."""
    return Territory.objects.select_related(*PLACED).filter(kind=kind, code=code.upper()).first()


def heir_of_code(code: str) -> FormerCode | None:
    """The commune that a code without a name of its own leads to; 1 SQL query."""
    return FormerCode.objects.select_related("territory").filter(code=code.upper()).first()


def parts_called(code: str) -> list[Territory]:
    """The former communes that bear *code* today; 1 SQL query."""
    return list(Territory.objects.filter(code=code.upper(), kind__in=(Kind.DELEGATED, Kind.ASSOCIATED)))


def territory_page(territory: Territory, page=1, by_name: bool = False) -> dict:
    """What the page of *territory* shows; 10 SQL queries at most, those of the rooms that tell contributions aside."""
    editions = {one.pk: one for one in Edition.objects.all()}
    shown = {
        "one": territory,
        "edition": max(editions.values(), key=lambda one: (one.on, one.pk)),
        "since": editions[territory.since_id],
        "until": editions.get(territory.until_id),
        "by_name": by_name,
        "history": _history(territory, editions) if len(editions) > 1 else [],
        "contributions": contributions_of(territory, ways_to_write(territory)),
    }
    if territory.kind in (Kind.COMMUNE, Kind.DISTRICT, Kind.DELEGATED, Kind.ASSOCIATED):
        return shown | _commune(territory, editions)
    if territory.kind in (Kind.EPCI, Kind.EPT):
        return shown | _group(territory, editions, page, by_name)
    return shown | _wide(territory, page, by_name)


def _history(territory: Territory, editions) -> list[dict]:
    """What each edition changed, and the population it gave, the latest first; 2 SQL queries."""
    told: dict[int, dict] = {}
    for change in territory.changes.all():
        told.setdefault(change.edition_id, {"changes": []})["changes"].append(change)
    for counted in territory.populations.all():
        told.setdefault(counted.edition_id, {"changes": []})["counted"] = counted
    return [
        told[pk] | {"edition": editions[pk]} for pk in sorted(told, key=lambda pk: (editions[pk].on, pk), reverse=True)
    ]


def _commune(territory: Territory, editions) -> dict:
    """Codes, intercommunalités past and present, what it is made of, what it took in; 4 SQL queries."""
    groups = list(territory.groups.select_related("group__department").order_by(F("until").asc(nulls_first=True), "pk"))
    for one in groups:
        one.until_edition = editions.get(one.until_id)
    related = Territory.objects.filter(Q(within=territory) | Q(successor=territory)).order_by(
        "kind", "plain_name", "pk"
    )
    related = list(related[:NAMED_AT_MOST])
    return {
        "postal_codes": list(territory.postal_codes.all()),
        "former_codes": list(territory.former_codes.all()),
        "groups": groups,
        "parts": [one for one in related if one.within_id == territory.pk],
        "taken_in": [one for one in related if one.successor_id == territory.pk],
        "here": {territory.department.code} if territory.department else set(),
    }


def _members(territories, page, by_name: bool) -> dict:
    """A page of *territories* with the sum of all of them; 3 SQL queries."""
    ordered = territories.order_by(*(("plain_name", "pk") if by_name else LARGEST_FIRST))
    return {
        "page": Paginator(ordered, MEMBERS_A_PAGE).get_page(page),
        "total": territories.aggregate(living=Sum("population"), uncounted=Count("pk", filter=Q(population=None))),
    }


def communes_of(group: Territory):
    """The communes of an intercommunalité: those of today, or the last ones where it is no more."""
    return Territory.objects.filter(groups__group=group, groups__until=group.until_id)


def _group(territory: Territory, editions, page, by_name: bool) -> dict:
    """The communes, where they lie, those that left; where they are now if it is no more; 6 SQL queries."""
    communes = communes_of(territory).select_related("department")
    places = Territory.objects.filter(in_department__in=communes.values("pk")).distinct().order_by("code")
    past = Membership.objects.filter(group=territory, until__isnull=False).exclude(until=territory.until_id)
    left = list(past.select_related("commune").order_by("-until", "commune__plain_name")[:NAMED_AT_MOST])
    for one in left:
        one.until_edition = editions[one.until_id]
    places = list(places)
    shown = {"departments": places, "here": {one.code for one in places}, "left": left, "kind_shown": Kind.COMMUNE}
    if not territory.is_current:
        today = Q(pk__in=communes.values("pk")) | Q(predecessors__in=communes.values("pk"))
        heirs = Territory.objects.filter(today, until=None)
        shown["now_in"] = list(
            Territory.objects.filter(kind=territory.kind, memberships__until=None, memberships__commune__in=heirs)
            .distinct()
            .order_by("plain_name")[:NAMED_AT_MOST]
        )
    return shown | _members(communes, page, by_name)


def _wide(territory: Territory, page, by_name: bool) -> dict:
    """A région and its départements, a département or a collectivity with its communes; 5 SQL queries at most."""
    if territory.kind == Kind.REGION:
        members = Territory.objects.filter(region=territory, kind=Kind.DEPARTMENT, until=None)
        return {
            "here": set(members.values_list("code", flat=True)),
            "kind_shown": Kind.DEPARTMENT,
        } | _members(members, page, by_name)
    communes = Territory.objects.filter(department=territory, kind=Kind.COMMUNE, until=None)
    groups = Territory.objects.filter(
        kind__in=(Kind.EPCI, Kind.EPT), memberships__until=None, memberships__commune__department=territory, until=None
    )
    return {
        "groups_here": list(groups.distinct().order_by(*LARGEST_FIRST)),
        "here": {territory.code},
        "kind_shown": Kind.COMMUNE,
    } | _members(communes, page, by_name)


def named_alone(texts) -> dict[str, Territory]:
    """Those of *texts* that name one territory of today, and one only, whole: its name, its code or its SIREN;
    1 SQL query."""
    asked = {text: names.whole(text) for text in texts if text}
    sought = set(asked.values())
    found: dict[str, dict[int, Territory]] = {}
    known = Territory.objects.filter(
        Q(plain_name__in=sought) | Q(code__in={one.upper() for one in sought}) | Q(siren__in=sought), until=None
    )
    for one in known.select_related(*PLACED):
        for name in {one.plain_name, one.code.lower(), one.siren} & sought:
            found.setdefault(name, {})[one.pk] = one
    alone = {name: next(iter(ones.values())) for name, ones in found.items() if len(ones) == 1}
    return {text: alone[name] for text, name in asked.items() if name in alone}


def members_of(territory: Territory) -> list[Territory]:
    """Every member of *territory*, by code, for an export; 1 SQL query."""
    if territory.kind in (Kind.EPCI, Kind.EPT):
        found = communes_of(territory)
    elif territory.kind == Kind.REGION:
        found = Territory.objects.filter(region=territory, kind=Kind.DEPARTMENT, until=None)
    else:
        found = Territory.objects.filter(department=territory, kind=Kind.COMMUNE, until=None)
    return list(found.select_related(*PLACED).order_by("code"))


def ways_to_write(territory: Territory) -> list[str]:
    """How *territory* is written where a text can mean nothing else: its name when no other has it; 1 SQL query.

    A name that others have needs what it is (« département de Paris »), its département (« Saint-Denis (93) »), or its
    code. The parts of a commune that kept its name are not others.
    """
    others = list(
        Territory.objects.filter(plain_name=territory.plain_name, until=None)
        .exclude(pk=territory.pk)
        .exclude(within=territory)
        .values_list("kind", "department_id", "code")
    )
    name, written = str(territory), []
    if not others:
        written.append(name)
    if territory.called != name and all(kind != territory.kind for kind, _place, _code in others):
        written.append(territory.called)
        if territory.kind == Kind.COMMUNE:
            written += [f"ville {territory.of}", f"mairie {territory.of}"]
    if territory.department and all(place != territory.department_id for _kind, place, _code in others):
        written.append(f"{name} ({territory.department.code})")
    if all(code != territory.code for _kind, _place, code in others):
        written.append(f"{name} ({territory.code})")
    written += [one[0].upper() + one[1:] for one in written]
    written += [one.replace("’", "'") for one in written]
    return list(dict.fromkeys(written))


def departments_in(region: Territory) -> set[str]:
    """The codes of the départements of *region*; 1 SQL query."""
    return set(Territory.objects.filter(region=region, kind=Kind.DEPARTMENT, until=None).values_list("code", flat=True))
