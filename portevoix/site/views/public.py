"""The public pages, and the demo's way in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portevoix.engine.verification import canonical
from portevoix.journal.acts import entry_as_dict
from portevoix.journal.models import Entry
from portevoix.people.models import User
from portevoix.site import queries


@require_safe
def home(request):
    """The commission, its figures, its works in progress on the six steps."""
    return render(request, "site/home.html", queries.home(request.person))


@require_http_methods(["GET", "HEAD", "POST"])
def try_as(request):
    """In demo mode only: sign in as one of the invented people, by role."""
    if not settings.DEMO:
        raise Http404
    people = queries.people_to_try()
    if request.method == "POST":
        chosen = next((one for one in people if str(one["user"].pk) == request.POST.get("as")), None)
        if chosen is None:
            messages.error(request, _("Ce rôle n’existe pas dans la démonstration. Choisissez-en un dans la liste."))
            return redirect("site:try")
        user = User.objects.get(pk=chosen["user"].pk)
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        messages.success(
            request,
            _("Vous essayez Portevoix en tant que %(name)s (%(role)s).")
            % {"name": user.person, "role": chosen["role"]},
        )
        return redirect("site:home")
    return render(request, "site/try.html", {"people": people, "offices": queries.offices_to_try()})


@require_safe
def journal(request):
    """The journal, newest first: numbers, acts and digests, nothing else (R100, R101)."""
    page = Paginator(Entry.objects.order_by("-number"), 100).get_page(request.GET.get("page"))
    return render(request, "site/journal.html", {"page": page, "last": page.object_list[0] if page else None})


@require_safe
def journal_export(request):
    """The whole chain, one JSON line an entry, for whoever keeps a copy."""
    entries = Entry.objects.order_by("number").iterator(chunk_size=2000)
    response = HttpResponse(
        b"".join(canonical(entry_as_dict(entry)) + b"\n" for entry in entries),
        content_type="application/x-ndjson; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="registre.jsonl"'
    return response


@require_safe
def about(request):
    """What this is, how it is built to be read by all, and under which licences."""
    return render(request, "site/about.html")


def forbidden(request, exception=None):
    """The page of an act or a page that is not for this person."""
    return render(
        request,
        "site/refusal.html",
        {
            "title": _("Cette page n’est pas ouverte à tous"),
            "sentence": str(exception) if exception and str(exception) else "",
        },
        status=403,
    )


def not_found(request, exception=None):
    return render(request, "site/refusal.html", {"title": _("Cette page n’existe pas")}, status=404)


def server_error(request):
    return render(request, "site/error.html", status=500)
