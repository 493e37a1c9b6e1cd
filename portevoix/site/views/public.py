"""The public pages, and the demo's way in."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.handlers.asgi import ASGIRequest
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portevoix.journal.export import exported, exported_by_turns
from portevoix.journal.models import Entry
from portevoix.journal.words import act_words, subject_words
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
        UserSession.objects.create_from_request(request)
        messages.success(
            request,
            _("Vous essayez Portevoix en tant que %(name)s (%(role)s).")
            % {"name": user.person, "role": chosen["role"]},
        )
        return redirect("site:home")
    return render(request, "site/try.html", {"people": people, "offices": queries.offices_to_try()})


@require_safe
def journal(request):
    """The journal, newest first: numbers, acts and digests, and where what they name is read (R100, R101, R102)."""
    page = Paginator(Entry.objects.order_by("-number"), 100).get_page(request.GET.get("page"))
    pages = queries.addresses({entry.subject for entry in page}, request.person)
    said = [(entry, act_words(entry.act), subject_words(entry.subject), pages.get(entry.subject, "")) for entry in page]
    return render(request, "site/journal.html", {"page": page, "entries": said, "last": said[0][0] if said else None})


@require_safe
def journal_export(request):
    """The chain, one JSON line an entry, for whoever keeps a copy: whole, or from entry `depuis` on to resume one."""
    asked = request.GET.get("depuis", "1").strip()
    if not (asked.isdecimal() and 1 <= int(asked) < 10**18):
        return render(
            request,
            "site/refusal.html",
            {
                "title": _("Ce numéro d’écriture n’en est pas un"),
                "sentence": _(
                    "« depuis » attend un nombre entier, à partir de 1 : la première écriture à télécharger."
                ),
            },
            status=400,
        )
    last = Entry.objects.aggregate(last=Max("number"))["last"] or 0
    blocks = exported_by_turns if isinstance(request, ASGIRequest) else exported
    response = StreamingHttpResponse(blocks(int(asked), last), content_type="application/x-ndjson; charset=utf-8")
    name = "registre.jsonl" if int(asked) == 1 else f"registre-depuis-{int(asked)}.jsonl"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
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
