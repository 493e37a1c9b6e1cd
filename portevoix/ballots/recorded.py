"""What this room records in the journal, in words."""

from django.utils.translation import gettext_lazy as _

from portevoix.ballots.models import Ballot
from portevoix.journal.words import say, subject_words

say(
    "ballots",
    acts={"closed": _("scrutin clos")},
    facts={
        "question": _("question"),
        "about": _("au sujet de"),
        "majority": _("majorité requise"),
        "present": _("présents"),
        "proxies": _("procurations détenues"),
        "proxies_count": _("les procurations comptent pour le quorum"),
        "members_with_vote": _("membres ayant voix délibérative"),
        "quorum": _("quorum"),
        "for": _("pour"),
        "against": _("contre"),
        "abstentions": _("abstentions"),
        "not_voting": _("ne prennent pas part au vote"),
        "chair_vote": _("voix de la présidence"),
        "adopted": _("adopté"),
    },
    values={"about": subject_words, "majority": Ballot.Majority, "chair_vote": Ballot.ChairVote},
    subjects={"ballot": _("scrutin")},
)
