"""Pages that show texts."""

import rules
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portevoix.commissions.rules import runs_it
from portevoix.engine.formats import akn, markdown
from portevoix.evidence.documents import DOCX, docx_of_text
from portevoix.texts.actions.coordinating import may_be_coordinated
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.models import Text, Version
from portevoix.texts.queries import reading


def find_text(slug: str) -> Text:
    """The text at *slug*, with its versions; Http404 when there is none."""
    try:
        return reading.text_called(slug)
    except Text.DoesNotExist:
        raise Http404(_("Aucun texte n’est à cette adresse.")) from None


def find_version(request, slug: str, number: int, text: Text | None = None) -> Version:
    """Version *number* of the text at *slug* (*text*, when it is at hand), that this person may see; Http404, or
    PermissionDenied (R102)."""
    text = text or find_text(slug)
    version = next((one for one in text.versions.all() if one.number == number), None)
    if version is None:
        raise Http404(_("Ce texte n’a pas de version portant ce numéro."))
    if not rules.test_rule("texts.see_version", request.person, version):
        raise PermissionDenied(
            _("Cette version est en débat : les membres de la commission la voient, tous la verront adoptée.")
        )
    return version


def takes_amendments(version: Version) -> bool:
    """Whether amendments may be filed on *version*: it is open, and its examination has not begun."""
    return version.status == Version.Status.OPEN and not hasattr(version, "examination")


def under_way(version: Version) -> bool:
    """Whether the examination of *version* has begun, and is not closed."""
    return hasattr(version, "examination") and version.examination.closed_at is None


def may_import(person, version: Version) -> bool:
    """Whether *person* may import amendments on *version* now."""
    return (
        takes_amendments(version)
        and version.deliberated_again is None
        and rules.test_rule("texts.import_amendments", person, version)
    )


def part_asked(request) -> int:
    """The part of a long text that the address asks for, 1 by default."""
    asked = request.GET.get("partie", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 1


@require_safe
def index(request):
    """The texts that this person may see."""
    may_open = reading.commissions_drafted_by(request.person)
    return render(request, "texts/index.html", {**reading.texts_page(request.person), "may_open": bool(may_open)})


@require_safe
def text(request, slug):
    """The current state of a text: its draft or last version for members, its last adopted version for everyone."""
    found = find_text(slug)
    version = reading.latest_seen(found, request.person)
    if version is None:
        raise PermissionDenied(
            _("Ce texte est en préparation : les membres de la commission le voient, tous le verront adopté.")
        )
    if version.number is None:
        return redirect("texts:draft", slug=slug)
    return redirect("texts:version", slug=slug, number=version.number)


@require_safe
def version(request, slug, number):
    """A frozen version: alone, with what changed, or with the origin of every word."""
    found = find_version(request, slug, number)
    view = request.GET.get("vue", "texte")
    if view not in reading.VIEWS or (found.base is None and view != "texte"):
        view = "texte"
    page = reading.version_page(found, view=view, part=part_asked(request), person=request.person)
    seated = rules.test_rule("texts.see_draft", request.person, found)
    is_open = found.status == Version.Status.OPEN
    return render(
        request,
        "texts/version.html",
        {
            **page,
            "seated": seated,
            "may_amend": takes_amendments(found) and rules.test_rule("texts.file_amendment", request.person, found),
            "may_coordinate": found.status == Version.Status.EXAMINED
            and rules.test_rule("texts.coordinate", request.person, found)
            and may_be_coordinated(found),
            "may_attach": seated and is_open,
            "may_import": may_import(request.person, found),
            "may_publish": found.status == Version.Status.ADOPTED and runs_it(request.person, found.text),
        },
    )


# Extension → kind of content, and the bytes of an engine's text on a day.
FORMS = {
    "docx": (DOCX, docx_of_text),
    "md": ("text/markdown; charset=utf-8", lambda text, day: markdown.write(text).encode()),
    "xml": ("application/akn+xml", lambda text, day: akn.write(text, "doc", date=day.isoformat())),
}


@require_safe
def download(request, slug, number, form):
    """A version as a file: Word, Markdown or Akoma Ntoso; read back here, it is the same text."""
    if form not in FORMS:
        raise Http404(_("Une version se télécharge en Word, en Markdown ou en Akoma Ntoso."))
    found = find_version(request, slug, number)
    kind, written = FORMS[form]
    day = timezone.localdate(found.decided_at or found.frozen_at)
    response = HttpResponse(written(to_engine(found), day), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{found.short_name}-v{number}.{form}"'
    return response
