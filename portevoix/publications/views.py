"""Pages and files of publications."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portevoix.commissions.models import Mandate
from portevoix.commissions.seat import seat_of
from portevoix.engine.formats import akn
from portevoix.engine.formats import markdown as markdown_format
from portevoix.engine.sentences import sentences
from portevoix.evidence.documents import DOCX, docx_of_text
from portevoix.journal.acts import Forbidden, Refused
from portevoix.publications import actions, queries
from portevoix.publications.forms import PublishForm
from portevoix.publications.models import Publication
from portevoix.publications.rules import runs_its_commission
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.models import Version


@require_safe
def index(request):
    """What is published; those who run a commission see what waits to be."""
    waiting = []
    if request.person:
        held = (Mandate.Role.SECRETARIAT, Mandate.Role.CHAIR, Mandate.Role.CO_CHAIR)
        places = [mandate.commission for mandate in seat_of(request.person).mandates if mandate.role in held]
        waiting = (
            queries.publishable(
                {p.pk for p in places} | {c for p in places for c in p.children.values_list("pk", flat=True)}
            )
            if places
            else []
        )
    return render(request, "publications/index.html", {**queries.publications_page(), "waiting": waiting})


def _called(address):
    found = Publication.objects.defer("pdf").select_related("version__text__commission__parent", "version__ballot")
    return get_object_or_404(found, address=address)


@require_safe
def publication(request, address):
    """A publication, as it is read; each sentence leads to its thread."""
    found = _called(address)
    return render(
        request,
        "publications/publication.html",
        {
            **queries.publication_page(found, sentences),
            "elements": actions.elements_of(found.version),
            "runs": runs_its_commission(request.person, found.version),
        },
    )


def _file(data, content_type, name):
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def pdf(request, address):
    """The PDF, byte for byte as it was published."""
    found = get_object_or_404(Publication, address=address)
    return _file(bytes(found.pdf), "application/pdf", f"{address}.pdf")


@require_safe
def markdown(request, address):
    """The text as Markdown."""
    text = to_engine(_called(address).version)
    return _file(markdown_format.write(text), "text/markdown; charset=utf-8", f"{address}.md")


@require_safe
def akoma_ntoso(request, address):
    """The text as Akoma Ntoso 3.0."""
    found = _called(address)
    data = akn.write(
        to_engine(found.version),
        "doc",
        date=found.published_at.date().isoformat(),
        work=f"/akn/fr/doc/{address}",
        author=found.version.text.commission.slug,
    )
    return _file(data, "application/akn+xml", f"{address}.xml")


@require_safe
def word(request, address):
    """The text as a Word document."""
    found = _called(address)
    day = timezone.localdate(found.published_at)
    return _file(docx_of_text(to_engine(found.version), day), DOCX, f"{address}.docx")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, slug, number):
    """Publish an adopted version: proposed address and colophon, a look at the PDF, then the act."""
    version = get_object_or_404(
        Version.objects.select_related("text__commission__parent", "ballot"), text__slug=slug, number=number
    )
    if not runs_its_commission(request.person, version):
        raise PermissionDenied(_("Le secrétariat ou la présidence publie un texte adopté."))
    now = timezone.now()
    form = PublishForm(
        request.POST or None,
        initial={
            "address": actions.proposed_address(version, now.year),
            "colophon": actions.proposed_colophon(version),
        },
    )
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            proof = actions.print_version(version, at=now, **form.cleaned_data)
            return _file(proof, "application/pdf", f"epreuve-{form.cleaned_data['address']}.pdf")
        try:
            made = actions.publish(version, by=request.person, at=now, **form.cleaned_data)
        except Forbidden as refused:
            raise PermissionDenied(str(refused)) from refused
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
        else:
            messages.success(request, _("Le texte est publié. Son adresse durera."))
            return redirect("publications:publication", address=made.address)
    return render(
        request, "publications/publish.html", {"form": form, "version": version}, status=422 if form.errors else 200
    )
