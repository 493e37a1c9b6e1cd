"""Senate amendments of our own invention, for tests."""

from __future__ import annotations

from portevoix.engine.senate import Filed, Listed, order

PLEDGE = (
    "II. – Pour compenser la perte de recettes résultant du I, compléter cet article par un paragraphe ainsi rédigé :",
    "... – La perte de recettes est compensée par une taxe additionnelle aux droits prévus aux articles 575 et 575 A.",
)


def filed(number: str, subdivision: str, *lines: str, alinea: str = "", nature: str = "Amt") -> Filed:
    """An amendment numbered *number*, with its instructions a paragraph a line."""
    return Filed(nature, number, subdivision, alinea, "Mme Alba", lines, "")


def on(number: str, *lines: str) -> Filed:
    """An amendment to article 2."""
    return filed(number, "Article 2", *lines)


def beside(number: str, *lines: str) -> Filed:
    """An amendment that adds an article after article 2."""
    article = ("Après l’article 2", "Insérer un article additionnel ainsi rédigé :", *lines)
    return filed(number, "art. add. après Article 2", *article)


def numbers(*amendments: Filed) -> list[str]:
    """The numbers of *amendments* in the order of examination."""
    return [listed.number for listed in order(amendments)]


def groups(*amendments: Filed) -> dict[str, Listed]:
    """*amendments* once listed, by number."""
    return {listed.number: listed for listed in order(amendments)}
