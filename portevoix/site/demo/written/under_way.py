"""What visitors find under way: a note under amendment, a draft. All invented."""

NOTE = """# Contribution à la réforme des aides au numérique local

## Constat

Les aides actuelles sont annuelles, et les communes les plus petites y renoncent faute de temps.

Le soutien à l’ingénierie est ce qui manque le plus.

## Propositions

### Proposition 1. Des aides pluriannuelles

Les aides sont engagées pour trois ans au moins.

Une avance de la moitié est versée à la signature.

### Proposition 2. Un dossier unique

Un seul dossier sert à toutes les aides de l’État.

Il tient en quatre pages.

### Proposition 3. Une personne à qui parler

Chaque préfecture désigne un correspondant numérique joignable par téléphone.
"""

NOTE_BASES = [("Constat", 1, "trois-ans"), ("Constat", 2, "telephone"), ("Proposition 2", 1, "formulaire")]

# Amendments to the note, which wait: visitors of the demo examine them. (author, heading, alinéa, instructions, why)
NOTE_AMENDMENTS = [
    ("Thierno Sangaré", "Proposition 1", 1, "À l’alinéa 1, substituer au mot : « trois » le mot : « quatre ».", "Trois ans passent vite."),
    ("Brigitte Lavandier", "Proposition 1", 1, "À l’alinéa 1, substituer aux mots : « trois ans au moins » les mots : « la durée du mandat ».", "C’est le temps de nos projets."),
    ("Inès Cordovado", "Proposition 1", 2, "Supprimer l’alinéa 2.", "L’État ne paiera pas d’avance."),
    ("Denis Roubaix", "Proposition 2", 2, "À l’alinéa 2, substituer au mot : « quatre » le mot : « deux ».", "Deux pages suffisent."),
    ("Édith Caussimon", "Proposition 2", 2, "remplacer « quatre » par « deux »", "Même idée."),
    ("Samuel Obringer", "Proposition 3", 1, "Que ce soit quelqu’un qui réponde vraiment, et vite.", "Nous avons tous appelé dans le vide."),
]  # fmt: skip

DRAFT = """# Guide de l’achat d’outils d’intelligence artificielle

### Proposition 1. Commencer par le besoin

On écrit d’abord ce que l’on veut améliorer, et pour qui.

### Proposition 2. Essayer petit

Un essai dure trois mois, dans un seul service, avec un bilan public.
"""
