"""Pages where the secretariat imports amendments filed elsewhere."""

import csv
import io

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portevoix.journal.acts import Refused
from portevoix.texts.actions import importing as acts
from portevoix.texts.forms.importing import SetForm
from portevoix.texts.importing.sets import read_set
from portevoix.texts.queries import importing as queries
from portevoix.texts.views.reading import find_version, may_import

COLUMNS = (
    "Nature", "Numéro", "Subdivision", "Alinéa", "Auteur", "Au nom de", "Date de dépôt", "Dispositif", "Objet", "Sort",
)  # fmt: skip


def _version(request, slug, number):
    version = find_version(request, slug, number)
    if not rules.test_rule("texts.import_amendments", request.person, version):
        raise PermissionDenied(_("Le secrétariat importe les amendements déposés ailleurs."))
    return version


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, slug, number):
    """Choose the files; they are read and shown before anything is filed."""
    version = _version(request, slug, number)
    form = SetForm(request.POST, request.FILES) if request.method == "POST" else SetForm()
    if request.method == "POST" and form.is_valid():
        try:
            read = read_set(form.cleaned_data["files"])
            staged = acts.stage_set(version, read, by=request.person, at=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            return redirect("texts:amendment_set", slug=slug, number=number, staged=staged.pk)
    page = {"version": version, "text": version.text, "form": form, "open": may_import(request.person, version)}
    return render(request, "texts/import_amendments.html", page, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, slug, number, staged):
    """What was read in the set, then its import."""
    version = _version(request, slug, number)
    found = queries.waiting_set(version, staged)
    if found is None:
        raise Http404(
            _("Ce jeu d’amendements est déjà importé, ou a été remplacé par un autre. Choisissez-le à nouveau.")
        )
    if request.method == "POST":
        try:
            if "discard" in request.POST:
                acts.discard_set(found, by=request.person)
                return redirect("texts:import_amendments", slug=slug, number=number)
            acts.import_set(found, absent="absent" in request.POST, by=request.person, at=timezone.now())
        except Refused as refused:
            messages.error(request, refused.sentence)
            return redirect("texts:amendments", slug=slug, number=number)
        messages.success(request, _("Les amendements sont importés. Ceux qui ne sont pas compris restent à rectifier."))
        return redirect("texts:amendments", slug=slug, number=number)
    page = {"version": version, "text": version.text, **queries.preview(found, request.GET.get("page"))}
    return render(request, "texts/amendment_set.html", page)


@require_safe
@login_required
def sample(request, slug, number):
    """A small set on this very version, in the Senate's form, to try an import with."""
    version = _version(request, slug, number)
    made = io.StringIO()
    rows = csv.writer(made, delimiter="\t", lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows(queries.sample_rows(version))
    answer = HttpResponse(f"sep=\t\r\n{made.getvalue()}".encode(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="exemple-{version.text.slug}-v{version.number}.csv"'
    return answer
