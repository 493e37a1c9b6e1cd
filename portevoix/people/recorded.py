"""What this room records in the journal, in words."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portevoix.journal.words import say
from portevoix.people.models import Body
from portevoix.people.rights.held import holdings
from portevoix.people.rights.models import Agreement
from portevoix.people.rights.retention import keepings
from portevoix.territories.models import Territory


def _kept(stays: dict) -> str:
    """How many rows of each kind keep the name of who was erased."""
    every = holdings()
    said = (
        _now("%(name)s : %(value)s") % {"name": every[name].title if name in every else name, "value": count}
        for name, count in stays.items()
    )
    return " ; ".join(said)


def _delay(name: str) -> str:
    return next((str(one.what) for one in keepings() if one.name == name), name)


def _area(key: str) -> str:
    """« commune 01001 » for `commune:01001`."""
    kind, _colon, code = key.partition(":")
    return f"{dict(Territory.Kind.choices).get(kind, kind)} {code}"


say(
    "people",
    acts={
        "entered": _("personne inscrite"),
        "corrected": _("personne corrigée"),
        "account_opened": _("compte ouvert"),
        "account_closed": _("compte fermé"),
        "account_reopened": _("compte rouvert"),
        "address_changed": _("adresse du compte changée"),
        "second_factor_lifted": _("second facteur levé"),
        "association_listed": _("association inscrite"),
        "association_corrected": _("association corrigée"),
        "body_listed": _("organisme inscrit"),
        "body_corrected": _("organisme corrigé"),
        "agreed": _("accord donné sur l’usage de données"),
        "agreement_withdrawn": _("accord retiré sur l’usage de données"),
        "erased": _("personne effacée"),
        "retention_applied": _("délai de conservation appliqué"),
        "invited": _("invitation envoyée"),
        "invited_again": _("invitation renvoyée"),
        "invitation_revoked": _("invitation retirée"),
        "invitation_accepted": _("invitation acceptée"),
    },
    facts={
        "function": _("fonction"),
        "territory": _("territoire"),
        "area": _("territoire du registre"),
        "former": _("ancienne adresse"),
        "use": _("usage"),
        "wording": _("texte présenté"),
        "stays": _("garde le nom"),
        "forgotten": _("nombre d’oublis"),
        "before": _("d’avant le"),
        "short_name": _("sigle"),
        "represents": _("ce qu’elle représente"),
        "link": _("site"),
        "register_number": _("numéro au répertoire des représentants d’intérêts"),
    },
    values={"use": Agreement.Use, "kind": Body.Kind, "stays": _kept, "area": _area},
    subjects={
        "person": _("personne"),
        "association": _("association"),
        "body": _("organisme"),
        "invitation": _("invitation"),
        "retention": _delay,
    },
)
