"""Whom the acts on texts concern, and what they are told."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as N_

from portevoix.commissions.models import Mandate, Membership
from portevoix.commissions.who import holding, seated_in
from portevoix.notices.actions import notify
from portevoix.texts.models import Amendment, Opinion, SecondDeliberation, Version

Outcome = Amendment.Outcome
# Each a sentence of its own, said in the language of the reader.
DECIDED = {
    Outcome.ADOPTED: N_("L’amendement %(number)s est adopté."),
    Outcome.REJECTED: N_("L’amendement %(number)s est rejeté."),
    Outcome.WITHDRAWN: N_("L’amendement %(number)s est retiré."),
    Outcome.NOT_DEFENDED: N_("L’amendement %(number)s, appelé, n’a pas été défendu."),
    Outcome.FELL: N_("L’amendement %(number)s est tombé."),
    Outcome.SATISFIED: N_("L’amendement %(number)s est satisfait."),
    Outcome.INADMISSIBLE: N_("L’amendement %(number)s est déclaré irrecevable."),
    Outcome.COORDINATION: N_("La modification %(number)s est enregistrée."),
}
BECAUSE = {
    Outcome.FELL: N_("L’amendement %(number)s est tombé : le %(because)s porte sur les mêmes mots."),
    Outcome.SATISFIED: N_("L’amendement %(number)s est satisfait par le %(because)s."),
}
OPINIONS = {
    Opinion.Kind.FAVOURABLE: N_("Avis favorable sur l’amendement %(number)s."),
    Opinion.Kind.UNFAVOURABLE: N_("Avis défavorable sur l’amendement %(number)s."),
    Opinion.Kind.WISDOM: N_("Avis de sagesse sur l’amendement %(number)s."),
}
AUTHOR = N_("parce que vous l’avez signé")
SITS = N_("parce que vous siégez dans « %(commission)s »")
VOTES = N_("parce que vous siégez, avec voix délibérative, dans « %(commission)s »")
REPORTS = N_("parce que vous rapportez pour « %(commission)s »")


def about(version: Version) -> dict:
    """What a notice says that it is about: the text of *version*."""
    return {"about": f"text:{version.text.slug}", "title": version.text.title}


def _page(amendment: Amendment, name: str = "amendment") -> str:
    return reverse(f"texts:{name}", args=[amendment.version.text.slug, amendment.version.number, amendment.number])


def _signatories(amendment: Amendment) -> list:
    # What was imported has the authors of its source, who have no account here.
    return [*([amendment.author] if amendment.author_id else []), *amendment.cosignatories.all()]


def tell_opened(version: Version, *, by, at) -> None:
    """The elected members of the commission learn that a version is open to amendments."""
    commission = version.text.commission
    notify(
        *seated_in(commission, timezone.localdate(at), Membership.Capacity.ELECTED),
        kind="texts.opened_to_amendments",
        url=reverse("texts:version", args=[version.text.slug, version.number]),
        sentence=N_("La version %(number)s est ouverte aux amendements."),
        reason=VOTES,
        words={"number": str(version.number), "commission": commission.name},
        by=by,
        at=at,
        **about(version),
    )


def tell_deliberated_again(asked: SecondDeliberation, *, by, at) -> None:
    """The elected members learn that an article is examined again, and may be amended (R28)."""
    version = asked.version
    commission = version.text.commission
    notify(
        *seated_in(commission, timezone.localdate(at), Membership.Capacity.ELECTED),
        kind="texts.deliberated_again",
        url=reverse("texts:version", args=[version.text.slug, version.number]),
        sentence=N_(
            "%(author)s demande une seconde délibération : %(places)s s’amende à nouveau, dans la version %(number)s."
        ),
        reason=VOTES,
        words={
            "number": str(version.number),
            "author": by.name,
            "places": asked.places,
            "commission": commission.name,
        },
        by=by,
        at=at,
        **about(version),
    )


def tell_coordinated(amendment: Amendment, version: Version, *, by, at) -> None:
    """Those who will vote on the whole learn that a person changed the text after its examination (R26)."""
    commission = version.text.commission
    notify(
        *seated_in(commission, timezone.localdate(at), Membership.Capacity.ELECTED),
        kind="texts.coordinated",
        url=_page(amendment),
        sentence=N_("%(author)s a coordonné le texte : la version %(number)s attend le vote sur l’ensemble."),
        reason=VOTES,
        words={"number": str(version.number), "author": by.name, "commission": commission.name},
        by=by,
        at=at,
        **about(version),
    )


def tell_voted(version: Version, *, by, at) -> None:
    """Those who sit in the commission learn what the vote on the whole decided (R29)."""
    adopted = version.status == Version.Status.ADOPTED
    commission = version.text.commission
    notify(
        *seated_in(commission, timezone.localdate(at)),
        kind="texts.voted",
        url=reverse("texts:version", args=[version.text.slug, version.number]),
        sentence=N_("Le texte est adopté, dans sa version %(number)s.")
        if adopted
        else N_("Le texte est rejeté, dans sa version %(number)s."),
        reason=SITS,
        words={"number": str(version.number), "commission": commission.name},
        by=by,
        at=at,
        **about(version),
    )


def tell_filed(amendment: Amendment, *, by, at) -> None:
    """The rapporteur learns that an opinion is expected; and, with the author, that instructions are not understood."""
    commission = amendment.version.text.commission
    rapporteurs = holding(commission, timezone.localdate(at), Mandate.Role.RAPPORTEUR)
    if amendment.edits is not None:
        notify(
            *rapporteurs,
            kind="texts.amendment_filed",
            url=reverse("texts:amendments", args=[amendment.version.text.slug, amendment.version.number]),
            sentence=N_("Un amendement est déposé : votre avis est attendu."),
            reason=REPORTS,
            words={"commission": commission.name},
            by=by,
            at=at,
            **about(amendment.version),
        )
        return
    for people, reason in (
        ([amendment.author] if amendment.author_id else [], AUTHOR),
        (rapporteurs.exclude(pk=amendment.author_id), REPORTS),
    ):
        notify(
            *people,
            kind="texts.amendment_not_understood",
            url=_page(amendment, "mend"),
            sentence=N_("L’amendement %(number)s n’est pas compris : il attend d’être rectifié."),
            reason=reason,
            words={"number": str(amendment.number), "commission": commission.name},
            at=at,
            **about(amendment.version),
        )


def tell_opinion(opinion: Opinion, *, by, at) -> None:
    """Those who signed an amendment learn what the rapporteur thinks of it."""
    amendment = opinion.amendment
    notify(
        *_signatories(amendment),
        kind="texts.opinion_given",
        url=_page(amendment),
        sentence=OPINIONS[opinion.kind],
        reason=AUTHOR,
        words={"number": str(amendment.number)},
        by=by,
        at=at,
        **about(amendment.version),
    )


def tell_decided(amendment: Amendment, *, by, at) -> None:
    """Those who signed an amendment learn its fate, and the amendment that it comes from."""
    because = amendment.because
    sentence = BECAUSE.get(amendment.outcome) if because else None
    notify(
        *_signatories(amendment),
        kind="texts.amendment_decided",
        url=_page(amendment),
        sentence=sentence or DECIDED[amendment.outcome],
        reason=AUTHOR,
        words={"number": str(amendment.number), "because": str(because.number) if because else ""},
        by=by,
        at=at,
        **about(amendment.version),
    )
