"""The one act about territories: an edition of the register is loaded, in place."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused, record
from portevoix.territories import finding, names
from portevoix.territories.models import (
    Change,
    Edition,
    FormerCode,
    Membership,
    Population,
    PostalCode,
    Territory,
    Word,
)
from portevoix.territories.register import Kind, Register, Row, digest_of, read_register
from portevoix.territories.writing import insert_rows, tell_planner
from portevoix.ui.dates import written_day

What = Change.What
BATCH = 500
FIELDS = (
    "name", "article", "nature", "plain_name", "siren", "population",
    "department_id", "region_id", "within_id", "until_id", "successor_id",
)  # fmt: skip
# What others refer to is written before what refers to it.
TIERS = (
    (Kind.REGION, Kind.OVERSEAS),
    (Kind.DEPARTMENT,),
    (Kind.COMMUNE, Kind.EPCI, Kind.EPT),
    (Kind.DISTRICT, Kind.DELEGATED, Kind.ASSOCIATED),
)


def load_register(folder: Path, *, at: datetime, by=None, on: date | None = None) -> Edition | None:
    """Load the edition of the register in *folder*, in place: what was merged or ended stays, and says what it became.

    Returns the edition, or None when this very one is loaded already. *on* is the day of an edition that does not say
    its own. `Refused` when it cannot be read with certainty, or is older than the one loaded; then nothing is changed.
    """
    if Edition.objects.filter(digest=digest_of(folder)).exists():
        return None
    register = read_register(folder, on)
    with transaction.atomic():
        if Edition.objects.filter(digest=register.digest).exists():
            # Another process loaded it meanwhile.
            return None
        latest = Edition.objects.last()
        if latest and register.on < latest.on:
            raise Refused(
                _("Une édition plus récente est déjà chargée (%(on)s) : rien n’a été changé.")
                % {"on": written_day(latest.on)},
                field="on",
            )
        edition = Edition.objects.create(on=register.on, source=register.source, digest=register.digest, loaded_at=at)
        loading = _Loading(edition, register, first=latest is None)
        loading.run()
        record(
            "territories.register_loaded",
            f"register:{register.on.isoformat()}",
            by=by,
            at=at,
            facts={"source": register.source, "digest": register.digest, "counts": loading.counts()},
        )
    return edition


class _Loading:
    """An edition being written over the one before."""

    def __init__(self, edition: Edition, register: Register, *, first: bool):
        self.edition, self.register, self.first = edition, register, first
        self.known: dict[tuple[str, str], Territory] = {one.key: one for one in _with_keys(Territory.objects.all())}
        self.changes: list[Change] = []
        self.populations: list[tuple[int, int, int | None]] = []

    def run(self):
        for tier in TIERS:
            self._write([row for row in self.register.rows.values() if row.kind in tier])
        self._end_the_others()
        Change.objects.bulk_create(self.changes, batch_size=BATCH)
        insert_rows(Population, ("territory_id", "edition_id", "inhabitants"), self.populations)
        self._write_memberships()
        self._write_codes()
        finding.index_all(self.register, self.known)
        tell_planner(Territory, Membership, Population, PostalCode, FormerCode, Word)

    def counts(self) -> dict[str, int]:
        """How many territories the edition has, by kind, and how many it changed, by change."""
        counted: dict[str, int] = {}
        for row in self.register.rows.values():
            counted[str(row.kind)] = counted.get(str(row.kind), 0) + 1
        for change in self.changes:
            counted[str(change.what)] = counted.get(str(change.what), 0) + 1
        return counted

    def _write(self, rows: list[Row]):
        """Write those of *rows* that are new or differ, and note what changed in them."""
        written: list[Territory] = []
        for row in rows:
            one, values = self.known.get(row.key), self._values(row)
            if one is None:
                one = Territory(kind=row.kind, code=row.code, since=self.edition, **values)
                one.key = row.key
                self.known[row.key] = one
                written.append(one)
                if not self.first:
                    self._note(one, What.CREATED)
            elif any(getattr(one, name) != value for name, value in values.items()):
                self._note_differences(one, values)
                for name, value in values.items():
                    setattr(one, name, value)
                written.append(one)
        self._upsert(written)

    def _values(self, row: Row) -> dict:
        place = self.known.get((Kind.DEPARTMENT, row.department)) or self.known.get((Kind.OVERSEAS, row.department))
        region = self.known.get((Kind.REGION, row.region))
        within = self.known.get((Kind.COMMUNE, row.within))
        return {
            "name": row.name,
            "article": row.article,
            "nature": row.nature,
            "plain_name": names.whole(names.spelt_out(row.name)),
            "siren": row.siren,
            "population": row.population,
            "department_id": place.pk if place else None,
            "region_id": region.pk if region else None,
            "within_id": within.pk if within else None,
            "until_id": None,
            "successor_id": None,
        }

    def _note(self, one: Territory, what: str, before: str = "", after: str = ""):
        self.changes.append(Change(territory=one, edition=self.edition, what=what, before=before, after=after))

    def _note_differences(self, one: Territory, values: dict):
        if one.until_id is not None:
            self._note(one, What.RESTORED)
        if one.name != values["name"]:
            self._note(one, What.RENAMED, one.name, values["name"])
        if one.nature != values["nature"]:
            self._note(one, What.TURNED, one.nature, values["nature"])
        if one.kind == Kind.COMMUNE and one.department_id != values["department_id"]:
            codes = {place.pk: place.code for place in self.known.values() if place.pk}
            self._note(one, What.MOVED, codes.get(one.department_id, ""), codes.get(values["department_id"], ""))

    def _upsert(self, written: list[Territory]):
        """Write *written* in few statements; a new population has a row where it differs from the one before."""
        counted = {one.key: one.counted for one in written if hasattr(one, "counted")}
        Territory.objects.bulk_create(
            written,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=("kind", "code"),
            update_fields=[name.removesuffix("_id") for name in FIELDS],
        )
        self.populations += [
            (one.pk, self.edition.pk, one.population)
            for one in written
            if one.key not in counted or counted[one.key] != one.population
        ]

    def _end_the_others(self):
        """What the edition has no more ends with it; a commune is succeeded by the one that the register says."""
        rows = self.register.rows
        heirs = {code: row.key for row in rows.values() for code in row.former_codes if row.kind == Kind.COMMUNE}
        for row in rows.values():
            if row.kind in (Kind.DELEGATED, Kind.ASSOCIATED) and row.code not in heirs:
                heirs[row.code] = (Kind.COMMUNE, row.within)
        ended = [one for key, one in self.known.items() if key not in rows and one.until_id is None]
        for one in ended:
            heir = self.known[heirs[one.code]] if one.kind == Kind.COMMUNE and one.code in heirs else None
            one.until, one.successor = self.edition, heir
            self._note(one, What.MERGED if heir else What.ENDED, after=heir.name if heir else "")
        Territory.objects.bulk_update(ended, ["until", "successor"], batch_size=BATCH)

    def _write_memberships(self):
        """Close the memberships that the edition has no more, open those that it adds."""
        wanted = {
            (self.known[row.key].pk, self.known[Kind.COMMUNE, code].pk)
            for row in self.register.rows.values()
            for code in row.members
        }
        open_now = {(one.group_id, one.commune_id): one.pk for one in Membership.objects.filter(until=None)}
        closed = [pk for pair, pk in open_now.items() if pair not in wanted]
        for start in range(0, len(closed), BATCH):
            Membership.objects.filter(pk__in=closed[start : start + BATCH]).update(until=self.edition)
        insert_rows(
            Membership,
            ("group_id", "commune_id", "since_id", "until_id"),
            [(*pair, self.edition.pk, None) for pair in sorted(wanted - open_now.keys())],
        )

    def _write_codes(self):
        """The postal codes of this edition; the former codes of every edition, so that none stops resolving."""
        PostalCode.objects.all().delete()
        insert_rows(
            PostalCode,
            ("territory_id", "code"),
            [(self.known[row.key].pk, code) for row in self.register.rows.values() for code in row.postal_codes],
        )
        former = {one.code: one.territory_id for one in FormerCode.objects.all()}
        former |= {code: self.known[row.key].pk for row in self.register.rows.values() for code in row.former_codes}
        FormerCode.objects.all().delete()
        insert_rows(FormerCode, ("code", "territory_id"), sorted(former.items()))


def _with_keys(territories) -> Iterator[Territory]:
    """Each territory with its key, and the population it was counted with, read before they are changed."""
    for one in territories:
        one.key, one.counted = (one.kind, one.code), one.population
        yield one
