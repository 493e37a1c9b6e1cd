"""Pages where a text is opened, written, and frozen."""

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portevoix.evidence.models import Excerpt
from portevoix.evidence.uploads import read_upload
from portevoix.journal.acts import Refused
from portevoix.texts import importing
from portevoix.texts.actions import drafting as actions
from portevoix.texts.actions.drafting import Overtaken
from portevoix.texts.forms.drafting import ImportForm, TextForm, Typing
from portevoix.texts.models import Version
from portevoix.texts.queries import drafting as queries
from portevoix.texts.queries import reading
from portevoix.texts.views.reading import find_text, part_asked

PREAMBLE = "-"  # stands for the top of the text in addresses
TEXT_FIELDS = ("commission", "kind", "title", "majority", "elements_date")


def _commissions(request):
    found = reading.commissions_drafted_by(request.person)
    if not found:
        raise PermissionDenied(_("Le secrétariat, la présidence ou le rapporteur ouvre un texte de la commission."))
    return queries.commissions_among(found)


def _draft(request, slug: str, *, write: bool = True) -> Version:
    """The draft of the text at *slug*; 404 when it is frozen, 403 when this person may not see, or write, it."""
    text = find_text(slug)
    if not rules.test_rule("texts.see_draft", request.person, text):
        raise PermissionDenied(_("Un avant-texte est vu par les membres de la commission, jusqu’à son adoption."))
    version = next((one for one in text.versions.all() if one.number is None), None)
    if version is None:
        raise Http404(_("Ce texte n’a plus d’avant-texte : il est figé. Sa page montre la version en cours."))
    if write and not rules.test_rule("texts.write_draft", request.person, text):
        raise PermissionDenied(_("Le secrétariat, la présidence et le rapporteur écrivent l’avant-texte."))
    return version


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Open a text, blank or from a file; a file is shown as it was read before anything is created."""
    commissions = _commissions(request)
    form = TextForm(request.POST or None, request.FILES or None, commissions=commissions)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in TEXT_FIELDS}
        try:
            if form.cleaned_data["file"]:
                content = importing.read_text(read_upload(form.cleaned_data["file"]))
                return _preview(request, content, given, commissions)
            text = actions.open_text(**given, by=request.person, at=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            messages.success(request, _("Le texte est ouvert : seuls les membres de la commission le voient."))
            return redirect("texts:draft", slug=text.slug)
    return render(request, "texts/new.html", {"form": form}, status=422 if form.errors else 200)


def _preview(request, content, given, commissions, form=None):
    if form is None:
        title = given["title"] or content.title or _("Texte sans titre")
        initial = {**given, "title": title, "commission": given["commission"].pk, "content": importing.sealed(content)}
        form = ImportForm(initial=initial, commissions=commissions)
    page = {"form": form, **queries.preview(content)}
    return render(request, "texts/import.html", page, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create_from_file(request):
    """Create the text that the preview showed."""
    if request.method != "POST":
        return redirect("texts:new")
    commissions = _commissions(request)
    form = ImportForm(request.POST, commissions=commissions)
    try:
        content = importing.unsealed(request.POST.get("content", ""))
    except Refused as refused:
        again = {name: request.POST.get(name, "") for name in TEXT_FIELDS}
        start = TextForm(again, commissions=commissions)
        start.is_valid()
        start.add_error("file", refused.sentence)
        return render(request, "texts/new.html", {"form": start}, status=422)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in TEXT_FIELDS}
        try:
            text = actions.open_text(**given, content=content, by=request.person, at=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            messages.success(request, _("Le texte est créé. Relisez-le, complétez-le, puis figez sa première version."))
            return redirect("texts:draft", slug=text.slug)
    return _preview(request, content, None, commissions, form)


@require_safe
def draft(request, slug):
    """The draft, as its members read it; who writes it finds here what to write."""
    version = _draft(request, slug, write=False)
    page = reading.version_page(version, part=part_asked(request), person=request.person)
    writes = rules.test_rule("texts.write_draft", request.person, version)
    return render(
        request,
        "texts/draft.html",
        {
            **page,
            "writes": writes,
            "seated": True,
            "may_attach": True,
            "preamble": PREAMBLE,
            "offers": queries.offers(version.text, page["items"]) if writes else {},
            "top_offers": queries.top_offers(version.text) if writes else (),
        },
    )


@login_required
@require_POST
def arrange(request, slug):
    """Add a container to the draft, or move one, from the button pressed: `add` = KIND PARENT, `move` = UP|DOWN KEY."""
    version = _draft(request, slug)
    asked = request.POST.get("add") or request.POST.get("move") or ""
    first, _space, key = asked.partition(" ")
    act = {"by": request.person, "at": timezone.now()}
    try:
        if request.POST.get("add"):
            row = actions.add_unit(version, kind=first, parent=key, **act)
            return redirect("texts:write", slug=slug, unit=row.key)
        if first in ("up", "down"):
            actions.move_unit(version, key, direction=first, **act)
        else:
            raise Refused(_("Ce geste n’est pas compris : reprenez depuis la page."))
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("texts:draft", slug=slug)
    return redirect(_address(version, key))


def _address(version: Version, key: str) -> str:
    """Where a unit of the draft stands in its page."""
    place = queries.place_in_draft(version, key)
    return f"{reverse('texts:draft', args=[version.text.slug])}{place}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, slug, unit):
    """Write a container, heading and alinéas, on one page; what someone else wrote meanwhile is shown, not lost."""
    key = "" if unit == PREAMBLE else unit
    typing = Typing(request.POST, key) if request.method == "POST" else None
    try:
        version = _draft(request, slug)
        page = queries.write_page(version, key, start=_start(request), typing=typing)
    except Http404:
        if typing is None:
            raise
        page, version = None, None
    if page is None:
        if typing is None:
            raise Http404(_("Cet élément n’est pas dans l’avant-texte : il a peut-être été supprimé."))
        return render(request, "texts/lost.html", {"words": typing.everything, "slug": slug}, status=409)
    page["unit_address"] = unit
    if typing is None:
        return render(request, "texts/write.html", page)
    order, _space, target = request.POST.get("do", "save").partition(" ")
    try:
        act = {"by": request.person, "at": timezone.now()}
        followed = actions.write_and_arrange(version, key, typing=typing, order=order, target=target, **act)
    except Refused as refused:
        current = refused.current if isinstance(refused, Overtaken) else {}
        page |= queries.write_page(version, key, start=_start(request), typing=typing, current=current)
        return render(request, "texts/write.html", {**page, "refused": refused}, status=422)
    if order == "save":
        messages.success(request, _("C’est enregistré."))
        return redirect(_address(version, key))
    place = {"more": "#new", "remove": "#alineas"}.get(order, f"#u-{followed}")
    return redirect(f"{request.get_full_path()}{place}")


def _start(request) -> int:
    asked = request.GET.get("de", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 1


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, slug, unit):
    """Remove a unit of the draft, after showing all that goes with it."""
    version = _draft(request, slug)
    page = queries.remove_page(version, unit)
    if page is None:
        raise Http404(_("Cet élément n’est pas dans l’avant-texte : il a peut-être été supprimé."))
    if request.method == "POST":
        try:
            actions.remove_unit(version, unit, seen=request.POST.get("seen", ""), by=request.person, at=timezone.now())
        except Refused as refused:
            return render(request, "texts/remove.html", {**page, "refused": refused}, status=422)
        messages.success(request, _("L’élément est supprimé de l’avant-texte. Le registre en garde les mots."))
        return redirect("texts:draft", slug=slug)
    return render(request, "texts/remove.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request, slug):
    """Freeze the draft: what it holds, its digest to be, what prevents it."""
    version = _draft(request, slug)
    if request.method == "POST":
        try:
            frozen = actions.freeze_version(
                version, seen=request.POST.get("seen", ""), by=request.person, at=timezone.now()
            )
        except Refused as refused:
            page = queries.freeze_page(version)
            return render(request, "texts/freeze.html", {**page, "refused": refused}, status=422)
        messages.success(
            request,
            _("La version %(number)d est figée et ouverte aux amendements.") % {"number": frozen.number},
        )
        return redirect("texts:version", slug=slug, number=frozen.number)
    return render(request, "texts/freeze.html", queries.freeze_page(version))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attach(request, slug, unit):
    """Choose the excerpts on which an alinéa rests."""
    text = find_text(slug)
    version = reading.latest_seen(text, request.person)
    if not rules.test_rule("texts.attach_excerpt", request.person, text) or version is None:
        raise PermissionDenied(_("Les membres de la commission appuient un texte sur un extrait."))
    refused = None
    if request.method == "POST":
        detaching = "detach" in request.POST
        reference = request.POST.get("detach" if detaching else "excerpt", "")
        excerpt = Excerpt.objects.select_related("passage__source__commission").filter(reference=reference).first()
        act = {"unit_key": unit, "excerpt": excerpt, "by": request.person, "at": timezone.now()}
        try:
            if excerpt is None:
                raise Refused(_("Aucun extrait ne porte cette référence. Choisissez-en un dans la liste."))
            (actions.detach_excerpt if detaching else actions.attach_excerpt)(text, **act)
        except Refused as error:
            refused = error
        else:
            messages.success(
                request,
                _("L’extrait %(reference)s est détaché.") % {"reference": reference}
                if detaching
                else _("L’alinéa s’appuie sur l’extrait %(reference)s.") % {"reference": reference},
            )
            return redirect("texts:attach", slug=slug, unit=unit)
    page = queries.attach_page(version, unit, search=request.GET.get("q", "").strip()[:100], person=request.person,
                               part=request.GET.get("page"))  # fmt: skip
    if page is None:
        raise Http404(_("Cet alinéa n’est pas dans le texte : il a peut-être été supprimé."))
    return render(request, "texts/attach.html", {**page, "refused": refused}, status=422 if refused else 200)
