"""Who may do what with a text (R102): predicates on (person or None, text or version)."""

import rules

from portevoix.commissions.rules import is_chair, is_elected, is_member, is_rapporteur, is_secretariat
from portevoix.evidence.rules import is_public
from portevoix.texts.models import Text, Version


def text_of(about) -> Text:
    """The text that *about* (a text, a version, an amendment, an examination) belongs to."""
    if isinstance(about, Text):
        return about
    if isinstance(about, Version):
        return about.text
    return about.version.text


@rules.predicate
def sits_in_its_commission(person, about):
    """Has a seat or a mandate in the text's commission, or in its parent."""
    return is_member(person, text_of(about))


@rules.predicate
def drafts_it(person, about):
    """Holds the secretariat, the chair or the report of the text's commission."""
    text = text_of(about)
    return is_secretariat(person, text) or is_chair(person, text) or is_rapporteur(person, text)


@rules.predicate
def is_settled(person, about):
    """The version, or a later one of its text, was adopted: its whole history is then public."""
    version = about if isinstance(about, Version) else about.version
    if version.number is None:
        return False
    if version.status == Version.Status.ADOPTED:
        return True
    return any(
        later.status == Version.Status.ADOPTED and later.number > version.number
        for later in version.text.versions.all()  # prefetched by pages
        if later.number
    )


rules.add_rule("texts.open", is_secretariat | is_chair | is_rapporteur)
rules.add_rule("texts.write_draft", drafts_it)
rules.add_rule("texts.see_draft", sits_in_its_commission)
rules.add_rule("texts.attach_excerpt", sits_in_its_commission)
rules.add_rule("texts.see_version", is_settled | sits_in_its_commission)


@rules.predicate
def may_read_excerpt(person, excerpt):
    """Its source is public, or the person sits in the commission that received it (R32)."""
    source = excerpt.passage.source
    return is_public(person, source) or is_member(person, source)


def arrived_in_time(text: Text, excerpt) -> bool:
    """Whether *excerpt* was heard by the date at which the elements of *text* were closed, if it has one (R36)."""
    return text.elements_date is None or excerpt.passage.source.heard_on <= text.elements_date


@rules.predicate
def votes_in_its_commission(person, about):
    """Sits as an elected member in the text's commission: by default only they amend and vote."""
    return is_elected(person, text_of(about))


@rules.predicate
def reports_on_it(person, about):
    """Is rapporteur of the text's commission."""
    return is_rapporteur(person, text_of(about))


@rules.predicate
def presides_over_it(person, about):
    """Chairs the text's commission, or runs its secretariat."""
    text = text_of(about)
    return is_chair(person, text) or is_secretariat(person, text)


@rules.predicate
def chairs_it(person, about):
    """Chairs the text's commission."""
    return is_chair(person, text_of(about))


@rules.predicate
def is_its_author(person, amendment):
    return person is not None and amendment.author_id == person.pk


@rules.predicate
def comes_from_elsewhere(_person, amendment):
    """Was imported: its author has no account here, and withdraws by saying so in the room."""
    return amendment.imported_from_id is not None


@rules.predicate
def keeps_it(person, about):
    """Runs the secretariat of the text's commission."""
    return is_secretariat(person, text_of(about))


rules.add_rule("texts.file_amendment", votes_in_its_commission)
rules.add_rule("texts.mend_amendment", is_its_author | reports_on_it | presides_over_it)
rules.add_rule("texts.withdraw_amendment", is_its_author | (comes_from_elsewhere & presides_over_it))
rules.add_rule("texts.import_amendments", keeps_it)
rules.add_rule("texts.give_opinion", reports_on_it)
rules.add_rule("texts.examine", presides_over_it)
rules.add_rule("texts.coordinate", presides_over_it | reports_on_it)
rules.add_rule("texts.deliberate_again", chairs_it | reports_on_it)  # R28
