"""The convocation on paper: a letter to print for each person, with a proxy form to sign where she may give one."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portevoix.commissions.models import AgendaItem, Convocation, Meeting, MeetingRules
from portevoix.ui.dates import written_day
from portevoix.ui.printing import compiled

TEMPLATE = Path(__file__).parent / "typst" / "letters.typ"
MOMENT = "l j F Y, H:i"


def printed(
    meeting: Meeting, people: Sequence[Convocation], items: Sequence[AgendaItem], rules: MeetingRules, at: datetime
) -> bytes:
    """The PDF of the letters of *people*, one after the other, in French; the same bytes for the same arguments."""
    day = timezone.localtime(at)
    with override(settings.LANGUAGE_CODE):
        data = {
            "title": _("Convocation : %(meeting)s") % {"meeting": meeting},
            "author": str(meeting.commission),
            "year": day.year,
            "month": day.month,
            "day": day.day,
            "letters": [_letter(one, meeting, items, rules, at) for one in people],
        }
    return compiled(TEMPLATE, data, at)


def words_of(one: Convocation, meeting: Meeting, items: Sequence[AgendaItem], rules: MeetingRules, at: datetime) -> str:
    """The words of the letter of one person, as they are kept once it is handed over; the form to sign left out."""
    with override(settings.LANGUAGE_CODE):
        letter = _letter(one, meeting, items, rules, at)
    agenda = [
        "\n".join(filter(None, (f"{rank}. {item['title']}", item["note"], item["documents"])))
        for rank, item in enumerate(letter["agenda"], 1)
    ]
    parts = (
        "\n".join(filter(None, (letter["person"], letter["quality"], letter["dateline"]))),
        "\n".join(filter(None, (letter["intro"], letter["again"]))),
        "\n".join((letter["meeting"], letter["when"], letter["place"], letter["duration"])),
        "\n".join((letter["agenda_title"], *agenda)),
        "\n".join((letter["rules_title"], *letter["rules"])),
        letter["signature"],
    )
    return "\n\n".join(parts)


def _letter(one: Convocation, meeting: Meeting, items: Sequence[AgendaItem], rules: MeetingRules, at: datetime) -> dict:
    person = one.person
    gives = one.with_vote and rules.proxies_per_holder > 0
    return {
        "commission": str(meeting.commission),
        "person": person.name,
        "quality": ", ".join(filter(None, (person.function, person.territory))),
        "dateline": _("Le %(day)s") % {"day": written_day(at)},
        "heading": _("Convocation"),
        "intro": _("Vous êtes convoqué, convoquée à une séance : %(commission)s.") % {"commission": meeting.commission},
        "again": _("Cette lettre remplace celles que vous avez reçues pour la même séance.")
        if meeting.revision
        else "",
        "meeting": meeting.title,
        "when": written_day(meeting.starts_at, MOMENT),
        "place": meeting.place,
        "duration": _duration(meeting.duration),
        "agenda_title": _("Ordre du jour"),
        "agenda": [{"title": item.title, "note": item.note, "documents": _documents(item)} for item in items],
        "rules_title": _("Quorum et procurations") if one.with_vote else _("Quorum"),
        "rules": list(_rules(one, meeting, rules)),
        "signature": _("Le secrétariat de la commission"),
        "proxy": _form(one, meeting) if gives else None,
    }


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    said = [ngettext("%d heure", "%d heures", hours) % hours] if hours else []
    if rest:
        said.append(ngettext("%d minute", "%d minutes", rest) % rest)
    return _("Durée prévue : %(duration)s") % {"duration": " ".join(said)}


def _documents(item: AgendaItem) -> str:
    names = [document.name for document in item.documents.all()]
    if not names:
        return ""
    return ngettext(
        "Document joint, à demander au secrétariat : %(names)s",
        "Documents joints, à demander au secrétariat : %(names)s",
        len(names),
    ) % {"names": ", ".join(names)}


def _rules(one: Convocation, meeting: Meeting, rules: MeetingRules):
    if not meeting.needed:
        yield _("Faute de quorum à la séance précédente, cette seconde convocation délibère quel que soit le nombre de présents.")  # fmt: skip
    else:
        yield ngettext(
            "La séance s’ouvre avec %(needed)d membre présent au moins, sur %(members)d ayant voix délibérative.",
            "La séance s’ouvre avec %(needed)d membres présents au moins, sur %(members)d ayant voix délibérative.",
            meeting.needed,
        ) % {"needed": meeting.needed, "members": meeting.members_with_vote}
    if not one.with_vote:
        yield _("Vous y assistez sans voix délibérative. Dites au secrétariat si vous serez présent, présente.")
        return
    if not rules.proxies_per_holder:
        yield _("Les règles de cette commission ne permettent pas de procuration.")
        return
    yield (
        _("Les procurations comptent pour le quorum.")
        if rules.proxies_count
        else _("Les procurations ne comptent pas pour le quorum.")
    )
    yield ngettext(
        "Si vous ne venez pas, vous pouvez donner procuration à un autre membre ayant voix délibérative, qui sera présent : il en détient %(count)d au plus, et ne la transmet pas.",
        "Si vous ne venez pas, vous pouvez donner procuration à un autre membre ayant voix délibérative, qui sera présent : il en détient %(count)d au plus, et ne les transmet pas.",
        rules.proxies_per_holder,
    ) % {"count": rules.proxies_per_holder}
    yield _("Elle se retire jusqu’à l’ouverture du vote, et s’éteint si vous arrivez. Dites au secrétariat si vous serez présent, présente.")  # fmt: skip


def _form(one: Convocation, meeting: Meeting) -> dict:
    return {
        "heading": _("Procuration"),
        "giver": _("Je soussigné(e) %(giver)s donne procuration") % {"giver": one.person},
        "to": _("à"),
        "purpose": _("pour voter en mon nom à la séance « %(meeting)s » du %(day)s.")
        % {"meeting": meeting, "day": written_day(meeting.starts_at)},
        "item": _("Pour un seul point de l’ordre du jour, son numéro :"),
        "made": _("Fait à"),
        "on": _("le"),
        "signature": _("Signature"),
        "help": _("À remettre signée au secrétariat, avant l’ouverture du vote."),
    }
