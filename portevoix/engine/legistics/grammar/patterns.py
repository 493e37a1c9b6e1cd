"""The small groups of words that the grammar is made of."""

from __future__ import annotations

import re

from portevoix.engine.legistics.counting import CARDINAL, LATIN, ORDINAL

NOUN = (
    r"(?:groupes? de mots|membres? de phrases?|signes? de ponctuation|mots?|termes?|signes?|nombres?|chiffres?|références?|années?"
    r"|dates?|taux|montants?|sommes?|pourcentages?|mentions?|expressions?|symboles?|noms?|sigles?|durées?|seuils?|numéros?"
    r"|adjectifs?|verbes?|prépositions?|conjonctions?|adverbes?|alinéas? de la phrase|virgules?|phrases?)"
)
THE = r"(?:à la |à l'|a la |de la |de l'|des |les |le |la |l'|aux |au |du |de |ces |ce |cette |cet |et )*+"
WORDS = re.compile(rf"{THE}{NOUN}(?:,? (?:et|ou) {THE}{NOUN})*(?: suivante?s?)?(?=\s*(?::|§|$|\(| deux fois))")
OCCURRENCE = re.compile(
    rf"(?:(?:à |a |de |aux |au |après |avant )?(?:la |l'|les )?)(?P<first>{ORDINAL})(?P<more>(?:(?:,| et) (?:à )?(?:la )?{ORDINAL})*) occurrences?(?: (?=d))?"
)
ALL = re.compile(rf"(?:aux |les |des )(?P<times>{CARDINAL}) occurrences (?=d)")
EACH = re.compile(
    r"(?:à |aux |les )?(?:chaque|toutes les|chacune de leurs|chacune des|tous les) (?:deux )?occurrences?(?: (?=d))?"
)
TIMES = re.compile(rf",? ?\(?(?:par )?(?P<times>{CARDINAL}) ?fois\)?,?")
QUOTE = re.compile(r"(?:§\d+§[\s,;]*)+")
UNITS = re.compile(
    rf"(?:(?:les |des |l')?(?P<count>{CARDINAL}) |les |l'|des |le )?(?P<noun>alinéas?|paragraphes?)"
    r"(?:,? (?:suivants?|nouveaux?|ainsi r[ée]d?[di]g(?:é|i)s?|ainsi régiés?|rédigés? comme suit|ainsi conçus?|supplémentaires?))*(?!\w)"
    r"|paragraphes? ainsi rédigés?"
)
PHRASES = re.compile(
    rf"(?:(?:les |des )?(?P<count>{CARDINAL}) |la |les |des )(?P<noun>phrases?)(?: (?:suivantes?|nouvelles?|ainsi rédigées?|supplémentaires?))*(?!\w)"
)
ARTICLE = re.compile(
    r"(?:un |l')(?:article|proposition)(?: additionnel| nouveau)*(?: (?:ainsi rédigé|suivant))+|une (?:nouvelle )?proposition(?: nouvelle)? ainsi rédigée|la proposition suivante"
)
PROVISIONS = re.compile(
    r"(?:les dispositions suivantes|la rédaction suivante|le texte suivant|la disposition suivante)"
)
ONE_UNIT = re.compile(
    rf"(?:un |une |le |l'|la )(?:[ivxl]+|\d+ ?°|[a-z]\))(?: ?(?:{'|'.join(LATIN)}))?(?: [a-z]{{1,2}})?,? (?:ainsi rédigée?s?|suivante?)(?!\w)"
)
MIXED_UNITS = re.compile(
    rf"{CARDINAL} (?:alinéas?|paragraphes?) et {CARDINAL} (?:alinéas?|paragraphes?)(?: suivants| ainsi rédigés)+(?!\w)"
)
MIXED_WORDS = re.compile(rf"les mots et {CARDINAL} phrases?(?: suivante?s| ainsi rédigée?s?)+(?!\w)")
# What says why, and orders nothing: the loss of revenue that a later paragraph makes up for (*gage*).
PURPOSE = re.compile(r"pour compenser [^§:]{0,400}?, ?(?=compléter|insérer|après|rédiger|ajouter)")
CONSEQUENCE = re.compile(r"(?:et )?(?:en conséquence|par conséquent|par coordination)(?!\w)")
PASSIVE = re.compile(
    r"(?:est|sont) (?:ainsi )?(?P<verb>supprimé|abrogé|remplacé|complété|rédigé|inséré|ajouté)e?s?(?: comme suit)?(?!\w)"
)
ACT = re.compile(
    r"(?:ainsi )?(?P<verb>supprimer|remplacer|substituer|insérer|ajouter|compléter|rédiger|rétablir|procéder|opérer|faire précéder"
    r"|faire suivre|intervertir|inverser|placer|déplacer|introduire|ainsi rédiger|donner|modifier|porter|reporter|créer)(?!\w)"
)
