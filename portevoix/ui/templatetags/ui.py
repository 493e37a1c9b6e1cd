"""The few components that every page draws the same way."""

import re

from django import template
from django.conf import settings
from django.template.defaultfilters import stringfilter
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from portevoix.ui.dates import written_day
from portevoix.ui.language import whose as said_of

register = template.Library()
register.filter("day", written_day)
register.filter("whose", stringfilter(said_of))

STEPS = (
    ("listen", gettext_lazy("Écouter")),
    ("draft", gettext_lazy("Élaborer")),
    ("decide", gettext_lazy("Décider")),
    ("publish", gettext_lazy("Publier")),
    ("carry", gettext_lazy("Porter")),
    ("follow", gettext_lazy("Suivre")),
)


@register.inclusion_tag("ui/steps.html")
def steps(current: str, compact: bool = False):
    """The six steps, *le fil*: those before *current* (one of STEPS, or "done") are done."""
    names = [name for name, _label in STEPS]
    at = len(names) if current == "done" else names.index(current)
    return {
        "compact": compact,
        "steps": [
            {"label": label, "done": rank < at, "current": rank == at} for rank, (_name, label) in enumerate(STEPS)
        ],
    }


@register.simple_tag
def lang(language: str = ""):
    """` lang="fr"` for an element whose words are in another language than the page's; French without *language*."""
    language = language or settings.LANGUAGE_CODE
    return "" if language == get_language() else format_html(' lang="{}"', language)


@register.simple_tag
def tally(*parts, label: str = ""):
    """A bar of counted parts, drawn as SVG: *parts* are (count, css class, words) flattened three by three.

    The words and counts are its text alternative, so that colour never speaks alone.
    """
    triples = [(int(parts[i] or 0), parts[i + 1], parts[i + 2]) for i in range(0, len(parts), 3)]
    total = sum(count for count, _css, _words in triples)
    if not total:
        return ""
    said = label or ", ".join(f"{count} {words}" for count, _css, words in triples)
    offset, bars = 0, []
    for count, css, _words in triples:
        if count:
            bars.append((css, f"{offset / total * 100:.2f}", f"{count / total * 100:.2f}"))
        offset += count
    return format_html(
        '<svg class="tally" role="img" aria-label="{}" viewBox="0 0 100 10" preserveAspectRatio="none">{}</svg>',
        said,
        format_html_join("", '<rect class="{}" x="{}" y="0" width="{}" height="10"/>', bars),
    )


@register.simple_tag
def votes(votes_for, votes_against, abstentions):
    """The tally of a vote: for, against, abstentions."""
    return tally(
        votes_for,
        "for",
        _("pour"),
        votes_against,
        "against",
        _("contre"),
        abstentions,
        "abst",
        ngettext("abstention", "abstentions", abstentions or 0),
    )


@register.simple_tag
def vote_words(votes_for, votes_against, abstentions):
    """The same vote in words: `19 pour · 2 contre · 1 abstention`."""
    return _("%(for)d pour · %(against)d contre · %(abstentions)s") % {
        "for": votes_for,
        "against": votes_against,
        "abstentions": ngettext("%d abstention", "%d abstentions", abstentions) % abstentions,
    }


@register.filter
@stringfilter
def truncatewords(words: str, count: int) -> str:
    """The first *count* words, as they are spaced: Django's own would put ordinary spaces for those that do not break."""
    ends = [found.end() for found in re.finditer(r"[^ \t\r\n]+", words)]
    return words if len(ends) <= count else f"{words[: ends[count - 1]]}\u202f…"


@register.filter
def short_digest(digest: str) -> str:
    """A digest as people compare it: its first four and last two digits."""
    return f"{digest[:4]}…{digest[-2:]}" if digest else ""


@register.filter
def timecode(milliseconds) -> str:
    """Milliseconds as `00:41:07`; empty when there is no time code."""
    if milliseconds is None:
        return ""
    seconds = int(milliseconds) // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@register.filter
def get(mapping, key):
    """`mapping[key]`, or None."""
    return mapping.get(key) if mapping else None


@register.simple_tag(takes_context=True)
def typed_in(context) -> str:
    """Marks the page as one where people type: it keeps what they typed when they change its language (`typed.js`)."""
    if request := context.get("request"):
        request.typed_in = True
    return ""


@register.inclusion_tag("ui/field.html", takes_context=True)
def field(context, bound, rows: int | None = None, conditional: bool = False):
    """A form field with its label, help and errors, tied together for those who do not see the screen.

    *conditional*: whether it is needed depends on another field, so it is not said to be optional.
    """
    typed_in(context)
    described = []
    if bound.help_text:
        described.append(f"{bound.id_for_label}-help")
    if bound.errors:
        described.append(f"{bound.id_for_label}-error")
    attributes = {}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if rows:
        attributes["rows"] = rows
    return {
        "field": bound,
        "widget": bound.as_widget(attrs={**bound.field.widget.attrs, **attributes}),
        "conditional": conditional,
        "is_group": bound.field.widget.__class__.__name__ in ("CheckboxSelectMultiple", "RadioSelect"),
        "is_box": bound.field.widget.__class__.__name__ == "CheckboxInput",
    }
