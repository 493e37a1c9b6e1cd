"""The thread page, and the dossier."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portevoix.advocacy.queries import described
from portevoix.commissions.rules import is_member
from portevoix.engine.text import LABELS_FR
from portevoix.thread import queries
from portevoix.thread.disclosure import dossier


def _publication(address):
    publication = queries.publication_called(address)
    if publication is None:
        raise Http404(_("Aucune publication n’est à cette adresse."))
    return publication


def _offset(request, name):
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 8 else None


@require_safe
def sentence(request, address, unit_key):
    """A sentence by where it begins (`?de=`), or one word (`?mot=`), as offsets in the alinéa: its whole way."""
    publication = _publication(address)
    found = queries.thread_of(
        publication,
        unit_key,
        _offset(request, "mot"),
        _offset(request, "de") or 0,
        is_member(request.person, publication.version.text),
    )
    if found is None:
        raise Http404(_("Cette phrase n’est pas dans la publication."))
    today = timezone.localdate()
    for item in found.items:
        described(item, today)
    place = found.container and " ".join(
        filter(None, (LABELS_FR.get(found.container.kind, ""), found.container.number))
    )
    return render(request, "thread/sentence.html", {"thread": found, "publication": publication, "place": place})


@require_safe
def download(request, address):
    """The dossier of a publication, as one file."""
    response = HttpResponse(dossier(_publication(address)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{address}.zip"'
    return response
