"""The manifesto, and what each of its alinéas rests on. All invented."""

MANIFESTO = """# Vingt propositions pour un numérique qui n’oublie personne

## Priorité 1. Accueillir chacun

### Proposition 1. Une coordination par territoire

Chaque territoire volontaire se dote d’une coordination de l’inclusion numérique.

Elle réunit les financeurs autour d’un diagnostic et d’une stratégie.

L’État cofinance les actions retenues chaque année et publie l’évaluation de leurs effets.

### Proposition 2. Un accueil à trente minutes

Toute démarche dématérialisée peut être faite auprès d’une personne, à moins de trente minutes du domicile.

Les maisons de services sont ouvertes au moins un samedi par mois.

### Proposition 3. Des médiateurs qui restent

Les postes de médiation numérique sont financés pour deux ans.

Leur formation est reconnue par un titre professionnel.

### Proposition 4. Mesurer le renoncement

Chaque service en ligne de l’État compte les démarches abandonnées et publie ce compte.

Les causes d’abandon sont étudiées avec les usagers.

## Priorité 2. Rendre les services accessibles

### Proposition 5. L’accessibilité avant l’ouverture

Aucun service public en ligne n’ouvre avant un essai par des personnes handicapées.

Le résultat de cet essai est publié.

### Proposition 6. Des documents lisibles

Les actes des collectivités sont publiés dans un format lisible par tous.

L’État fournit gratuitement les modèles et les outils nécessaires.

### Proposition 7. Un seul compte pour l’école

Les outils numériques de l’école sont réunis derrière un seul accès.

Aucune application n’est imposée aux familles sans solution sur papier.

### Proposition 8. Une langue simple

Les courriers et les formulaires de l’État sont écrits dans une langue claire.

Les collectivités sont associées à leur relecture.

## Priorité 3. Durer et réparer

### Proposition 9. Des achats qui durent

Les marchés publics demandent cinq ans de pièces détachées pour tout équipement.

Les prix affichés comprennent l’usage, l’entretien et la fin de vie.

### Proposition 10. Le droit de céder

Les collectivités cèdent librement les équipements dont elles n’ont plus l’usage.

Un inventaire simple suffit à prouver la cession.

### Proposition 11. Une ligne pour la réparation

La réparation des équipements est une dépense d’investissement.

Les ateliers de réemploi reçoivent une part des économies réalisées.

### Proposition 12. Éteindre ce qui ne sert plus

Chaque collectivité recense ses serveurs et éteint ceux dont nul ne se sert.

L’État montre l’exemple et publie sa consommation.

## Priorité 4. Ouvrir et protéger les données

### Proposition 13. L’ouverture par défaut

Les données produites par les services publics locaux peuvent être ouvertes par défaut.

Une personne formée par intercommunalité accompagne les communes.

### Proposition 14. Des formats libres

Tout marché de logiciel prévoit la restitution des données dans un format ouvert.

La sortie du contrat est essayée une fois avant la signature.

### Proposition 15. Un numéro d’urgence

Les collectivités attaquées disposent d’un numéro unique, ouvert jour et nuit.

Les premiers secours numériques sont pris en charge par l’État.

### Proposition 16. Des données pour décider

Les indicateurs nationaux sont fournis aux communes par quartier et par village.

Ils sont accompagnés de leur définition, de leur source et de leur date.

## Priorité 5. Décider de l’intelligence artificielle

### Proposition 17. Une personne responsable

Toute décision préparée par une machine est prise par une personne nommée.

Elle explique la décision à qui le demande.

### Proposition 18. Un registre des usages

Chaque collectivité tient un registre public de ses usages de l’intelligence artificielle.

Le formulaire est le même partout.

### Proposition 19. Comparer avant d’acheter

Un observatoire national compare les outils et publie leurs effets.

Les collectivités y déposent leurs retours.

### Proposition 20. Former les agents

Chaque agent dispose de deux jours de formation par an.

Le coût en est partagé avec l’État.
"""

# proposition, alinéa, excerpts on which it rests
BASES = [
    (1, 1, "diagnostic"), (1, 2, "diagnostic"), (1, 2, "table"), (1, 3, "trois-ans"), (2, 1, "demi-heure"), (2, 1, "parler"),
    (3, 1, "trois-ans"), (4, 1, "renonce"), (5, 1, "dix-sites"), (5, 2, "mieux-fait"), (6, 1, "porte-fermee"),
    (7, 1, "applications"), (8, 1, "parler"), (9, 1, "sept-ans"), (9, 2, "douze-ans"), (10, 1, "ceder"), (11, 1, "reparation"),
    (12, 1, "serveurs"), (13, 1, "telephone"), (13, 2, "telephone"), (14, 1, "format"), (14, 2, "prix"), (15, 1, "onze-numeros"),
    (15, 2, "papier"), (17, 1, "personne-decide"), (17, 2, "permis"), (18, 1, "registre"), (18, 2, "formulaire"), (19, 1, "registre"),
]  # fmt: skip
