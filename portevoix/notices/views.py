"""What is expected of me, what I was told, how I want to be told; and the link of a mail that stops it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portevoix.journal.acts import Refused
from portevoix.notices import actions, queries
from portevoix.notices.expected import expected_of
from portevoix.notices.models import Delivery
from portevoix.notices.stopping import read_stop
from portevoix.people.models import Person


@login_required
@require_safe
def expected(request):
    """« Ce qui est attendu de moi »: every act that waits for the person, by deadline, each leading to where it is done; then her answers."""
    today = timezone.localdate()
    found = expected_of(request.person, today)
    page = {
        "found": [one for one in found if not one.answer],
        "answered": [one for one in found if one.answer],
        "late": sum(one.late for one in found),
        "today": today,
    }
    return render(request, "notices/expected.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    """Notices by subject; all read at once, or a subject stopped, from here."""
    if request.method == "POST":
        if about := request.POST.get("stop"):
            title = request.POST.get("title", "")
            actions.choose_delivery(request.person, about=about[:200], title=title, how=Delivery.How.NEVER)
            messages.success(
                request, _("Vous ne recevrez plus d’avis sur ce sujet. « Réglages des avis » permet d’y revenir.")
            )
        else:
            actions.mark_read(request.person, at=timezone.now())
            messages.success(request, _("Tous les avis sont lus."))
        return redirect("notices:index")
    return render(request, "notices/index.html", queries.notices_page(request.person))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deliveries(request):
    """How one is told: of everything, then of each subject."""
    page = queries.deliveries_page(request.person)
    if request.method == "POST":
        try:
            actions.choose_delivery(request.person, how=request.POST.get("usual", ""))
            for rank in range(len(page["subjects"])):
                # A subject is named beside its choice: the list may have changed since the page was shown.
                about, how = request.POST.get(f"about-{rank}"), request.POST.get(f"how-{rank}", "")
                known = next((one for one in page["subjects"] if one["about"] == about), None)
                if known is None or how == known["how"]:
                    continue
                if how:
                    actions.choose_delivery(request.person, about=about, title=known["title"], how=how)
                else:
                    actions.follow_the_rule(request.person, about=about)
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, _("Vos réglages sont enregistrés."))
        return redirect("notices:deliveries")
    return render(request, "notices/deliveries.html", page)


@csrf_exempt  # a mail program posts here without a cookie (RFC 8058); the signed token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """The link of a mail: says what will stop, stops it, lets one take it back. Nobody has to sign in."""
    try:
        person_id, about = read_stop(token)
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404(_("Ce lien n’est pas entier : copiez-le tel qu’il est dans le courriel.")) from None
    person = Person.objects.filter(pk=person_id, account__isnull=False).first()
    if person is None:
        raise Http404(_("Ce compte n’existe plus : aucun avis ne lui est envoyé."))
    title, done = queries.title_of(person, about), ""
    if request.method == "POST":
        if request.POST.get("resume"):
            done = "resumed"
            if about:
                actions.follow_the_rule(person, about=about)
            else:
                actions.choose_delivery(person, how=Delivery.How.DIGEST)
        else:
            done = "stopped"
            actions.choose_delivery(person, about=about, title=title, how=Delivery.How.NEVER)
    return render(request, "notices/stop.html", {"about": about, "title": title, "done": done})
