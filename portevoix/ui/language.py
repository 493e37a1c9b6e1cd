"""French first: English only for those who ask for it."""

import re
import unicodedata

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers

# Before what French sets apart, and within its quotation marks: a space where no line breaks.
_SET_APART = re.compile("(?<=\\S) (?=[:;!?»])|(?<=«) ")


def spoken(french: str, english: str) -> str:
    """What the engine says in both languages, in that of the page; it writes for terminals too, with plain spaces."""
    return english if (translation.get_language() or "").startswith("en") else _SET_APART.sub("\u202f", french)


def whose(name: str) -> str:
    """*name*, said of something in French: « de Thierno », « d’Agnès », « d’Yves », « de Yann »; as it is in English,
    where the sentence says the rest."""
    sounds = re.match("[aeiouœæ]|h[aeiouy]|y[^aeiou]", unicodedata.normalize("NFKD", name.casefold()))
    return spoken(f"d’{name}" if sounds else f"de {name}", name)


class ChosenLanguageMiddleware:
    """Speaks the language chosen in the footer, kept in a cookie; the browser's own preference is not followed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response
