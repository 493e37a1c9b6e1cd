"""The small groups of words that the grammar is made of."""

from __future__ import annotations

import re

from portevoix.engine.legistics.counting import CARDINAL, LATIN, ORDINAL

NOUN = (
    r"(?:groupes? de mots|membres? de phrases?|signes? de ponctuation|mots?|termes?|signes?|nombres?|chiffres?|références?|années?"
    r"|dates?|taux|montants?|sommes?|pourcentages?|mentions?|expressions?|symboles?|noms?|sigles?|durées?|seuils?|numéros?"
    r"|adjectifs?|verbes?|prépositions?|conjonctions?|adverbes?|alinéas? de la phrase|virgules?|phrases?)"
)
THE = r"(?:à la |à l'|a la |de la |de l'|des |les |le |la |l'|aux |au |du |de |ces |ce |cette |cet |et |à (?=:? ?§))*+"
WORDS = re.compile(rf"{THE}{NOUN}(?:,? (?:et|ou) {THE}{NOUN})*(?: suivante?s?)?(?=\s*(?::|§|$|\(| deux fois))")
OCCURRENCE = re.compile(
    rf"(?:(?:à |a |de |aux |au |après |avant )?(?:la |l'|les )?)(?P<first>{ORDINAL})(?P<more>(?:(?:,| et) (?:à )?(?:la )?{ORDINAL})*) occurrences?(?: (?=d))?"
)
ALL = re.compile(rf"(?:aux |les |des )(?P<times>{CARDINAL}) occurrences (?=d)")
EACH = re.compile(
    r"(?:à |aux |les )?(?:chaque|toutes les|chacune de leurs|chacune des|tous les) (?:deux )?occurrences?(?: (?=d))?"
    r"|(?:partout|(?:à )?chaque fois)(?!\w),?"
)
TIMES = re.compile(rf",? ?\(?(?:par )?(?P<times>{CARDINAL}) ?fois\)?,?")
# « de « … » jusqu'à « … » »: what is quoted is where the words begin, and where they end.
RANGE = re.compile(
    rf"(?:{THE}(?:{NOUN}|passage|partie|texte) )?(?:(?:allant|qui vont?) )?(?:de|depuis|du|des) ?{THE}(?:{NOUN} ?)?:? ?"
    rf"(?=§\d+§,? ?(?:jusqu'(?:à|aux?)|à|aux?)(?!\w) ?{THE}(?:{NOUN} ?)?:? ?§)"
)
UNTIL = re.compile(rf",? ?(?:jusqu'(?:à|aux?)|à|aux?)(?!\w) ?{THE}(?:{NOUN} ?)?:? ?(?=§)")
QUOTE = re.compile(r"(?:§\d+§[\s,;]*)+")
UNITS = re.compile(
    rf"(?:(?:les |des |l'|d')?(?P<count>{CARDINAL}) |les |l'|des |le )?(?:nouve(?:l|au|aux) )?(?P<noun>alinéas?|paragraphes?)"
    r"(?:,? (?:suivants?|nouveaux?|ainsi r[ée]d?[di]g(?:é|i)s?|ainsi régiés?|rédigés? comme suit|ainsi conçus?|supplémentaires?))*(?!\w)"
    r"|paragraphes? ainsi rédigés?"
)
PHRASES = re.compile(
    rf"(?:(?:les |des |d')?(?P<count>{CARDINAL}) |la |les |des )(?:nouvelles? )?(?P<noun>phrases?)(?: (?:suivantes?|nouvelles?|ainsi rédigées?|supplémentaires?))*(?!\w)"
)
ARTICLE = re.compile(
    r"(?:un |l'|d'un )(?:nouvel )?article(?: additionnel| nouveau)*(?:(?: (?:ainsi rédigé|suivant))+(?!\w)|(?= (?:après|avant)\b| ?:? ?§))"
    r"|(?:une |d'une )(?:nouvelle )?proposition(?: nouvelle)?(?: ainsi rédigée(?!\w)|(?= (?:après|avant)\b| ?:? ?§))|la proposition suivante"
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
MIXED_WORDS = re.compile(
    rf"(?:les mots et {CARDINAL} phrases?|la phrase et les mots|les mots et la phrase)(?: suivante?s| ainsi rédigée?s?)+(?!\w)"
)
# What says why, and orders nothing: the loss of revenue that a later paragraph makes up for (*gage*).
PURPOSE = re.compile(r"pour compenser [^§:]{0,400}?, ?(?=compléter|insérer|après|rédiger|ajouter)")
CONSEQUENCE = re.compile(r"(?:et )?(?:en conséquence|par conséquent|par coordination)(?!\w)")
BECOMES = re.compile(r"(?:devien(?:t|nent)(?!\w)|->|→|=>)\s*:?\s*(?=(?:les? |la )?(?:mots? )?:? ?(?:§|$))")
PASSIVE = re.compile(
    r"(?:est|sont) (?:ainsi )?(?P<verb>supprimé|abrogé|remplacé|complété|rédigé|inséré|ajouté)e?s?(?: comme suit)?(?!\w)"
)
# The verbs of instructions, each with the other words that say the same.
VERBS = {
    "supprimer": "supprimez supprime suppression retirer retirez enlever enlevez ôter ôtez rayer rayez barrer barrez effacer effacez",
    "remplacer": "remplacez remplace remplacement changer changez",
    "modifier": "modifiez",
    "substituer": "substituez",
    "insérer": "insérez insère inséré insertion intercaler intercalez introduire introduisez",
    "ajouter": "ajoutez ajoute ajout rajouter rajoutez",
    "compléter": "complétez complète",
    "rédiger": "rédigez rédige réécrire réécrivez récrire récrivez reformuler reformulez",
    "rétablir": "rétablissez",
    "procéder": "procédez opérer opérez",
    "faire précéder": "",
    "faire suivre": "",
    "intervertir": "intervertissez inverser inversez",
    "déplacer": "déplacez",
    "écrire": "écrivez lire lisez mettre mettez",
}
VERB_OF = {form: verb for verb, others in VERBS.items() for form in (verb, *others.split())}
VERB_OF["nouvelle rédaction"] = "rédiger"
# Verbs that are known as such, and what they order is not.
_UNREAD = ("placer", "donner", "porter", "reporter", "créer")
_FORMS = "|".join(sorted((*VERB_OF, *_UNREAD), key=len, reverse=True))
ACT = re.compile(rf"(?:ainsi )?(?P<verb>{_FORMS})(?!\w)")
# What is said before the verb, and orders nothing.
LEAD = re.compile(
    rf"(?:(?:je|nous|on) propos(?:e|ons) (?:de |d')|(?:il est|est) proposé (?:de |d')|merci (?:de |d')|il convient (?:de |d')"
    rf"|il faut(?:drait)? |prière (?:de |d')|on )(?=(?:{_FORMS})(?!\w))"
)
# « Alinéa 3 : remplacer… »
COLON = re.compile(rf" ?[:-] ?(?=(?:{_FORMS})(?!\w))")
# One more order in the same sentence.
THEN = re.compile(
    rf"[\s,;.]*(?:(?:et|puis|ainsi que)[\s,]+)*(?:en conséquence,? )?(?:d(?:e |')(?=(?:{_FORMS})(?!\w)))?(?=\S)"
)
WHOLLY = re.compile(r"(?:entièrement|intégralement|totalement|complètement|en entier|en totalité)(?!\w)\s*")
WHOLE = re.compile(r"(?:l'intégralité|la totalité|l'ensemble) (?=d)")
HEADING = re.compile(r"(?:de |dans |à )?(?:l'|le |du |au )?(?:intitulé|titre|en-tête) (?=(?:de|du|des)\b|d')")
