"""Pages of excerpts: the list, one of them, and where words are quoted."""

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portevoix.evidence import actions, queries
from portevoix.evidence.forms import ExcerptForm
from portevoix.evidence.models import Passage
from portevoix.journal.acts import Refused

AROUND = 40  # signs shown on each side of words to choose from


@require_safe
def index(request):
    """Every excerpt, found by its words or its tags."""
    asked = {name: request.GET.get(key, "").strip()[:100] for name, key in (("search", "q"), ("tag", "mot-cle"))}
    page = queries.excerpts_page(request.person, page=request.GET.get("page", 1), **asked)
    return render(request, "evidence/index.html", page)


@require_safe
def excerpt(request, reference):
    """An excerpt: the words, who said them, when, the source and its digest, what rests on them."""
    found = queries.excerpt_called(reference)
    if found is None:
        raise Http404(_("Aucun extrait ne porte cette référence."))
    source = found.passage.source
    if not rules.test_rule("evidence.read_source", request.person, source):
        raise PermissionDenied(
            _("Cet extrait vient d’une contribution confidentielle : il est réservé aux membres de la commission.")
        )
    masked = bool(found.masked_at or found.passage.masked_at)
    context = {
        "excerpt": found,
        "passage": found.passage,
        "source": source,
        "masked": masked,
        "tags": found.tags.split(", ") if found.tags else [],
        "page_number": queries.page_of(found.passage.position),
        "before": "" if masked else found.quoted_words[max(0, found.start - 300) : found.start],
        "after": "" if masked else found.quoted_words[found.end : found.end + 300],
        "wordings": [] if masked or not found.corrected_since else queries.wordings_of(found.passage),
        "elsewhere": bool(found.flagged_at) and not masked and found.words in found.passage.published_words,
        "may_quote": not masked and rules.test_rule("evidence.make_excerpt", request.person, source),
        **queries.uses_of(found, request.person),
    }
    return render(request, "evidence/excerpt.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cite(request, pk):
    """Quote words of a passage, with or without a script."""
    passage = get_object_or_404(
        Passage.objects.select_related(
            "source__commission", "source__transcript__hearing", "source__contribution", "correction"
        ),
        pk=pk,
    )
    if not rules.test_rule("evidence.make_excerpt", request.person, passage.source):
        raise PermissionDenied(_("Les membres de la commission citent ce qui a été entendu."))
    if passage.masked_at:
        raise PermissionDenied(
            _("Ces propos sont masqués, faute d’accord de la personne pour les publier : ils ne se citent pas.")
        )
    if request.method != "POST":
        form = ExcerptForm(initial={"words": passage.published_words})
        return _quoting(request, passage, form)
    form = ExcerptForm(request.POST, choices=_choices(passage, request.POST.get("words", "")))
    if form.is_valid():
        given = form.cleaned_data
        try:
            start, end = _span(passage, given)
            made = actions.make_excerpt(
                passage,
                start=start,
                end=end,
                note=given["note"],
                tags=given["tags"],
                by=request.person,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            messages.success(
                request,
                _("L’extrait %(reference)s est fait. Un texte peut s’y appuyer.") % {"reference": made.reference},
            )
            return redirect("evidence:excerpt", reference=made.reference)
    return _quoting(request, passage, form, status=422)


def _span(passage, given):
    """The span that the script marked, when the words there are those sent; else where the words are found."""
    words, start = given["words"], given["start"]
    if start is not None and words and passage.published_words[start : start + len(words)] == words:
        return start, start + len(words)
    return actions.find_span(passage, words, given.get("occurrence"))


def _choices(passage, words):
    found = actions.occurrences(passage, words[:5000])
    if not 1 < len(found) <= 20:
        return ()
    said = passage.published_words
    return [
        (rank, f"… {said[max(0, start - AROUND) : start]}[{said[start:end]}]{said[end : end + AROUND]} …")
        for rank, (start, end) in enumerate(found)
    ]


def _quoting(request, passage, form, status=200):
    page = {
        "passage": passage,
        "source": passage.source,
        "form": form,
        "page_number": queries.page_of(passage.position),
    }
    return render(request, "evidence/cite.html", page, status=status)
