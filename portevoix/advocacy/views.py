"""Pages of *porter* and *suivre*."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portevoix.advocacy import actions, queries
from portevoix.advocacy.forms import AddresseeForm, AnswerForm, CarryForm, FollowUpForm, ProofForm
from portevoix.advocacy.models import Addressee, Answer, SentItem
from portevoix.commissions.models import Commission, Mandate
from portevoix.commissions.rules import runs_it
from portevoix.commissions.seat import seat_of
from portevoix.journal.acts import Refused
from portevoix.publications.models import Publication

WRITES = require_http_methods(["GET", "HEAD", "POST"])


def _attempt(form, act, **given) -> bool:
    """Whether *act* was done; when refused, *form* holds the sentence and all that was typed."""
    try:
        act(**given)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return False
    return True


@require_safe
def board(request):
    """What the State made of it: figures, then items × addressees (public)."""
    chosen = {name: request.GET.get(name, "") for name in ("publication", "addressee", "outcome")}
    page = queries.board(timezone.localdate(), **chosen)
    return render(request, "advocacy/board.html", {**page, "runs": bool(_run(request.person))})


def _run(person) -> list[int]:
    if person is None:
        return []
    held = (Mandate.Role.SECRETARIAT, Mandate.Role.CHAIR, Mandate.Role.CO_CHAIR)
    return [mandate.commission_id for mandate in seat_of(person).mandates if mandate.role in held]


@WRITES
def item(request, pk):
    """One item towards one addressee; those who run the commission record what became of it here."""
    today = timezone.localdate()
    page = queries.item_page(pk, today)
    if page is None:
        raise Http404(_("Cet envoi n’existe pas."))
    runs = runs_it(request.person, page["item"].sending.addressee)
    form = FollowUpForm(request.POST or None, initial={"on": today}) if runs else None
    if request.method == "POST":
        if not runs:
            raise PermissionDenied(_("Le secrétariat ou la présidence porte les textes et suit les réponses."))
        if form.is_valid() and _attempt(
            form, actions.follow_up, item=page["item"], by=request.person, at=timezone.now(), **form.cleaned_data
        ):
            messages.success(request, _("La suite est enregistrée, avec sa source."))
            return redirect("advocacy:item", pk=pk)
    status = 422 if form is not None and form.errors else 200
    return render(request, "advocacy/item.html", {**page, "form": form}, status=status)


@login_required
@WRITES
def sendings(request):
    """What was sent, and the addressees (for those who run the commission)."""
    places = _run(request.person)
    if not places:
        raise PermissionDenied(_("Le secrétariat ou la présidence porte les textes et suit les réponses."))
    commissions = Commission.objects.filter(pk__in=places)
    form = AddresseeForm(request.POST or None, commissions=commissions)
    if request.method == "POST" and form.is_valid():
        given = {"commission": commissions[0], **form.cleaned_data}
        if _attempt(form, actions.add_addressee, by=request.person, at=timezone.now(), **given):
            messages.success(request, _("Le destinataire est ajouté."))
            return redirect("advocacy:sendings")
    page = {
        "sendings": queries.sendings(places),
        "addressees": Addressee.objects.filter(commission__in=places),
        "form": form,
    }
    return render(request, "advocacy/sendings.html", page, status=422 if form.errors else 200)


@login_required
@WRITES
def addressee(request, pk):
    """An office changes its name."""
    found = get_object_or_404(Addressee.objects.select_related("commission__parent"), pk=pk)
    if not runs_it(request.person, found):
        raise PermissionDenied(_("Le secrétariat ou la présidence porte les textes et suit les réponses."))
    form = AddresseeForm(
        request.POST or None, initial={"name": found.name, "short_name": found.short_name, "email": found.email}
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and _attempt(
            form, actions.rename_addressee, addressee=found, by=request.person, at=timezone.now(), **form.cleaned_data
        )
    ):
        messages.success(request, _("Le destinataire est modifié ; ce qui lui a été porté le suit."))
        return redirect("advocacy:sendings")
    return render(
        request, "advocacy/addressee.html", {"form": form, "addressee": found}, status=422 if form.errors else 200
    )


@login_required
@WRITES
def carry(request, address):
    """Choose propositions, an addressee, a way, a delay."""
    publication = get_object_or_404(
        Publication.objects.defer("pdf").select_related("version__text__commission__parent"), address=address
    )
    commission = publication.version.text.commission
    if not runs_it(request.person, commission):
        raise PermissionDenied(_("Le secrétariat ou la présidence porte les textes et suit les réponses."))
    rows = actions.items_of(publication.version)
    form = CarryForm(
        request.POST or None,
        addressees=Addressee.objects.filter(commission__in={commission.pk, commission.parent_id} - {None}),
        units=[(row.key, actions.label_of(row)) for row in rows],
        initial={"sent_on": timezone.localdate(), "units": [row.key for row in rows]},
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            sent = actions.carry(
                publication, unit_keys=given.pop("units"), by=request.person, at=timezone.now(), **given
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            messages.success(
                request,
                _("L’envoi est enregistré. Le lien personnel est ci-dessous ; il reste la preuve d’envoi à noter."),
            )
            return redirect("advocacy:sending", pk=sent.pk)
    page = {"form": form, "publication": publication, "delay": commission.answer_delay_months}
    return render(request, "advocacy/carry.html", page, status=422 if form.errors else 200)


@login_required
@WRITES
def sending(request, pk):
    """A sending: its link, its proof, its answers, received one by one."""
    found = queries.sending_page(pk, timezone.localdate())
    if found is None:
        raise Http404(_("Cet envoi n’existe pas."))
    if not runs_it(request.person, found.addressee):
        raise PermissionDenied(_("Le secrétariat ou la présidence porte les textes et suit les réponses."))
    form, now = ProofForm(request.POST if "proof" in request.POST else None), timezone.now()
    if request.method == "POST":
        done = ""
        if "receive" in request.POST:
            answer = get_object_or_404(
                Answer, pk=request.POST["receive"] if request.POST["receive"].isdecimal() else 0, item__sending=found
            )
            done = _attempt(form, actions.receive_answer, answer=answer, by=request.person, at=now) and _(
                "La réponse est reçue : elle est publique, telle qu’elle a été écrite."
            )
        elif "renew" in request.POST:
            done = _attempt(form, actions.renew_link, sending=found, by=request.person, at=now) and _(
                "Le lien est renouvelé ; l’ancien n’ouvre plus rien."
            )
        elif form.is_valid():
            done = _attempt(
                form, actions.record_proof, sending=found, by=request.person, at=now, **form.cleaned_data
            ) and _("La preuve d’envoi est enregistrée.")
        if done:
            messages.success(request, done)
            return redirect("advocacy:sending", pk=pk)
    page = {"sending": found, "form": form, "link": actions.link_of(found)}
    return render(request, "advocacy/sending.html", page, status=422 if request.method == "POST" else 200)


@never_cache
@WRITES
def reply(request, token):
    """An office's own page: acknowledge, answer item by item, without an account (R74)."""
    page = queries.reply_page(token)
    if page is None:
        raise Http404(
            _("Ce lien n’ouvre rien : il a pu être renouvelé. Demandez le nouveau au secrétariat de la commission.")
        )
    found, chosen = page["sending"], None
    form = AnswerForm(initial={"signed_by": found.addressee.name})
    if request.method == "POST":
        now = timezone.now()
        if "acknowledge" in request.POST:
            if _attempt(AnswerForm(), actions.acknowledge, sending=found, at=now):
                messages.success(request, _("La réception est accusée. Merci."))
            return redirect("advocacy:reply", token=token)
        number = request.POST.get("item", "")
        chosen = get_object_or_404(SentItem, pk=number if number.isdecimal() else 0, sending=found)
        form = AnswerForm(request.POST)
        if form.is_valid() and _attempt(form, actions.submit_answer, item=chosen, at=now, **form.cleaned_data):
            messages.success(
                request,
                _("Votre réponse est envoyée. Elle sera publiée telle quelle, dès que la commission l’aura reçue."),
            )
            return redirect("advocacy:reply", token=token)
    for one in page["items"]:
        one.form = (
            form
            if chosen and one.pk == chosen.pk
            else AnswerForm(initial={"signed_by": found.addressee.name}, auto_id=f"id_%s_{one.pk}")
        )
    response = render(request, "advocacy/reply.html", page, status=422 if chosen else 200)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"  # none at all would take the Origin that guards the form
    return response
