"""Acts about people: someone is entered, corrected, gets an account; associations and bodies are listed.

Who may is known where roles are: `portevoix.commissions.rules` answers the rules asked here.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused, record, require
from portevoix.people.models import Association, Body, Person, User
from portevoix.people.places import plain, written_and_found


def _one_line(typed: str) -> str:
    return " ".join(typed.split())


@transaction.atomic
def enter_person(
    *, name: str, function: str = "", territory: str = "", area=None, email: str = "", by, at: datetime
) -> Person:
    """A new person, of *territory*, or of *area* when the register has it; the journal keeps salted digests only (R101)."""
    require("people.enter", by, None, _("Le secrétariat d’une commission ou l’administration inscrit les personnes."))
    name = _one_line(name)
    if not name:
        raise Refused(_("Donnez le nom de la personne."), field="name")
    person = Person.objects.create(
        name=name,
        function=_one_line(function),
        **written_and_found(territory, area),
        email=email.strip().lower(),
        entered_by=by if isinstance(by, Person) else None,
    )
    facts = {"name": name, "function": person.function}
    facts |= {key: value for key in ("territory", "email") if (value := getattr(person, key))}
    if area:
        facts["area"] = plain(area)
    record("people.entered", f"person:{person.pk}", by=by, at=at, facts=facts)
    return person


def _corrected(thing, given: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What *given* changes in *thing*, set on it: {field: {"from": …, "to": …}}."""
    changed = {}
    for name, value in given.items():
        if (former := getattr(thing, name)) != value:
            changed[name] = {"from": plain(former), "to": plain(value)}
            setattr(thing, name, value)
    return changed


@transaction.atomic
def correct_person(
    person: Person, *, name: str, function: str, territory: str, area=None, email: str, by, at: datetime
) -> Person:
    """Correct what is said of *person*; the journal keeps what it was. Nothing is written when nothing changes."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(
        "people.correct", by, person, _("Une personne est corrigée par le secrétariat d’une commission où elle siège.")
    )
    if not _one_line(name):
        raise Refused(_("Donnez le nom de la personne."), field="name")
    given = {"name": _one_line(name), "function": _one_line(function), **written_and_found(territory, area)}
    if changed := _corrected(person, {**given, "email": email.strip().lower()}):
        person.save(update_fields=list(changed))
        record("people.corrected", f"person:{person.pk}", by=by, at=at, facts=changed)
    return person


@transaction.atomic
def open_account(person: Person, *, email: str, by, at: datetime, password: str | None = None, administrator=False):
    """An account for *person*, to sign in with *email*; returns the user. Only the administration makes another one."""
    rule = "people.name_administrator" if administrator else "people.keep_account"
    require(rule, by, person, _("Le compte d’une personne est ouvert par le secrétariat de sa commission."))
    return account_for(person, email=email, by=by, at=at, password=password, administrator=administrator)


@transaction.atomic
def account_for(person: Person, *, email: str, by, at: datetime, password: str | None = None, administrator=False):
    """What opening an account writes, for acts that have checked who may: opened for someone, or on an invitation."""
    if User.objects.filter(person=person).exists():
        raise Refused(_("%(name)s a déjà un compte.") % {"name": person})
    if User.objects.filter(email=email.strip().lower()).exists():
        raise Refused(_("Un compte a déjà cette adresse. Donnez-en une autre."), field="email")
    user = User.objects.create_user(email.strip(), password, person=person, is_administrator=administrator)
    record("people.account_opened", f"person:{person.pk}", by=by, at=at, facts={"email": email})
    return user


@transaction.atomic
def close_account(user: User, *, by, at: datetime) -> User:
    """*user* signs in no more from now on; what was done with the account stays. Refused on one’s own."""
    return _switched(user, False, "people.account_closed", by, at)


@transaction.atomic
def reopen_account(user: User, *, by, at: datetime) -> User:
    """*user* signs in again."""
    return _switched(user, True, "people.account_reopened", by, at)


def _switched(user: User, active: bool, act: str, by, at: datetime) -> User:
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    require(
        "people.keep_account", by, user.person,
        _("Ce compte est tenu par l’administration, ou par le secrétariat de toutes les commissions de la personne."),
    )  # fmt: skip
    if user.person == by:
        raise Refused(_("On ne ferme pas son propre compte : demandez-le à l’administration."))
    if user.is_active == active:
        raise Refused(_("Ce compte est déjà ouvert.") if active else _("Ce compte est déjà fermé."))
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(act, f"person:{user.person_id}", by=by, at=at)
    return user


@transaction.atomic
def list_association(*, name: str, short_name: str, represents: str = "", link: str = "", by, at: datetime):
    """A new association of local governments; returns it. Refused when one has that name or short name."""
    return _listed(
        Association(name=_one_line(name), short_name=_one_line(short_name), represents=_one_line(represents), link=link),
        "people.association_listed", by, at,
    )  # fmt: skip


@transaction.atomic
def list_body(*, name: str, kind: str, register_number: str = "", by, at: datetime):
    """A new body, heard or written to; returns it. Refused when one has that name."""
    return _listed(
        Body(name=_one_line(name), kind=kind, register_number=register_number.strip()), "people.body_listed", by, at
    )


def _listed(thing, act: str, by, at: datetime):
    require("people.enter", by, None, _("Le secrétariat d’une commission ou l’administration tient cette liste."))
    _save(thing)
    record(act, f"{thing._meta.model_name}:{thing.pk}", by=by, at=at, facts={"name": thing.name})
    return thing


def _save(thing, **how) -> None:
    alike = type(thing).objects.filter(name__iexact=thing.name).exclude(pk=thing.pk)
    taken = _("Ce nom est déjà dans la liste.")
    if alike.exists():
        raise Refused(taken, field="name")
    try:
        with transaction.atomic():
            thing.save(**how)
    except IntegrityError as error:
        field = "short_name" if isinstance(thing, Association) else "name"
        raise Refused(_("Ce sigle est déjà dans la liste.") if field == "short_name" else taken, field=field) from error


@transaction.atomic
def correct_listed(thing: Association | Body, *, by, at: datetime, **given: str):
    """Correct an association or a body with *given* fields; the journal keeps what they were."""
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    require(
        "people.correct_list", by, thing,
        _("D’autres commissions y sont liées, pas la vôtre : c’est à leur secrétariat de le corriger."),
    )  # fmt: skip
    if changed := _corrected(thing, {key: _one_line(value) for key, value in given.items()}):
        _save(thing, update_fields=list(changed))
        record(f"people.{thing._meta.model_name}_corrected", f"{thing._meta.model_name}:{thing.pk}", by=by, at=at,
               facts=changed)  # fmt: skip
    return thing
