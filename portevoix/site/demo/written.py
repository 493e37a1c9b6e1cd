"""What is written in the demo: the manifesto, the note, the past publications, a draft. All invented."""

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

GUIDE_2025 = """# Guide : ouvrir un lieu d’accueil numérique

### Proposition 1. Partir des habitants

Avant d’ouvrir, on demande aux habitants ce qui leur manque.

### Proposition 2. Choisir un lieu déjà connu

Une médiathèque, une mairie ou un centre social accueille mieux qu’un local neuf.

### Proposition 3. Tenir dans la durée

Le lieu a un budget sur trois ans et une personne qui en répond.

### Proposition 4. Dire ce qui est fait

Chaque année, le lieu publie le nombre de personnes reçues et ce qu’elles demandaient.
"""
MANIFESTO_2025 = """# Pour une fibre qui arrive vraiment

### Proposition 1. Finir les raccordements

Aucun logement n’attend plus de six mois son raccordement.

### Proposition 2. Réparer en deux jours

Une ligne coupée est rétablie en deux jours ouvrés, ou l’abonnement est remboursé.

### Proposition 3. Contrôler les travaux

Les collectivités contrôlent les armoires et les poteaux, aux frais des opérateurs.

### Proposition 4. Garder un secours

Le réseau de cuivre ne ferme qu’après un an de service sans panne grave.

### Proposition 5. Associer les maires

Le maire reçoit chaque trimestre l’état des raccordements de sa commune.
"""
DRAFT = """# Guide de l’achat d’outils d’intelligence artificielle

### Proposition 1. Commencer par le besoin

On écrit d’abord ce que l’on veut améliorer, et pour qui.

### Proposition 2. Essayer petit

Un essai dure trois mois, dans un seul service, avec un bilan public.
"""

# Amendments to version 1 of the manifesto. number: (author, proposition, alinéa, instructions, why, opinion, fate)
# opinion: f, u, w or "" ; fate: (for, against, abstentions) of a vote, or a word; `auto`: what others decide of it.
AMENDMENTS = [
    ("Thierno Sangaré", 1, 1, "Après le mot : « coordination », insérer le mot : « partagée ».", "Une coordination ne vaut que si elle est celle de tous.", "w", (12, 9, 2)),
    ("Brigitte Lavandier", 1, 2, "À l’alinéa 2, substituer aux mots : « d’un diagnostic et d’une stratégie » les mots : « d’un diagnostic partagé et d’une stratégie commune ».", "Ce qui nous a été dit à Port-Aubier : les mêmes chiffres, à la même table.", "f", (19, 2, 2)),
    ("Inès Cordovado", 1, 2, "remplacer « un diagnostic » par « un constat annuel »", "Le mot diagnostic fait peur à nos partenaires.", "u", "auto"),
    ("Hélène Astruc-Morin", 1, 3, "À l’alinéa 3, substituer aux mots : « chaque année » les mots : « sur trois ans ».", "Un poste d’un an ne sert à rien : la confiance prend du temps.", "f", (21, 0, 2)),
    ("Rachid Amrouni", 1, 3, "À l’alinéa 3, remplacer « chaque année » par « sur trois ans »", "Même motif : la durée est la condition du reste.", "f", "auto"),
    ("Gaëtan Plouhinec", 1, 3, "Supprimer l’alinéa 3.", "La dépense de l’État ne relève pas de ce texte.", "u", (3, 18, 2)),
    ("Sylvie Montalembois", 2, 1, "À l’alinéa 1, substituer aux mots : « peut être faite » les mots : « doit pouvoir être faite ».", "C’est un droit, non une faculté.", "f", (17, 3, 3)),
    ("Denis Roubaix", 2, 1, "À l’alinéa 1, substituer aux mots : « trente minutes » les mots : « vingt minutes ».", "Trente minutes, sans voiture, c’est une matinée.", "u", (8, 13, 2)),
    ("Françoise Delahaye-Bey", 2, 2, "Supprimer l’alinéa 2.", "Nous n’avons pas les agents pour le samedi.", "u", (6, 15, 2)),
    ("Jocelyne Pompidor", 2, 2, "Compléter l’alinéa 2 par les mots : « et un soir par semaine ».", "Les gens travaillent.", "w", (13, 8, 2)),
    ("Inès Cordovado", 3, 1, "À l’alinéa 1, substituer au mot : « deux » le mot : « trois ».", "Deux ans, c’est le temps de former quelqu’un et de le perdre.", "f", (20, 1, 2)),
    ("Rachid Amrouni", 3, 1, "À l’alinéa 1, substituer aux mots : « deux ans » les mots : « cinq ans, renouvelables ».", "Allons au bout de l’idée.", "w", (7, 14, 2)),
    ("Sylvie Montalembois", 3, 2, "Après l’alinéa 2, insérer un alinéa ainsi rédigé : « Un tuteur expérimenté les accompagne la première année. »", "On n’apprend pas ce métier seul.", "f", (18, 2, 3)),
    ("Thierno Sangaré", 3, 3, "SOUS:13|remplacer « la première année » par « les deux premières années »", "Un an ne suffit pas en montagne.", "f", (14, 7, 2)),
    ("Édith Caussimon", 4, 1, "Compléter l’alinéa 1 par les mots : « chaque trimestre ».", "Une fois l’an, on ne corrige rien.", "f", (18, 3, 2)),
    ("Samuel Obringer", 4, 2, "Il faudrait surtout que les ministères viennent voir comment cela se passe dans nos mairies.", "Le terrain d’abord.", "", "not_defended"),
    ("Awa Ndiaye-Leclerc", 5, 1, "À l’alinéa 1, après les mots : « personnes handicapées », insérer les mots : « et des personnes âgées ».", "Les difficultés sont voisines.", "f", (19, 2, 2)),
    ("Léa Quintavalle", 5, 2, "Rédiger ainsi l’alinéa 2 : « Le résultat de cet essai est publié, avec la date à laquelle chaque défaut sera corrigé. »", "Publier sans corriger ne sert personne.", "f", (20, 1, 2)),
    ("Tristan Le Gallic", 6, 1, "À l’alinéa 1, substituer aux mots : « lisible par tous » les mots : « accessible et réutilisable ».", "Lisible par tous ne veut rien dire pour une machine.", "f", (15, 6, 2)),
    ("Mathurin Escoffier", 6, 1, "À l’alinéa 1, substituer aux mots : « un format lisible par tous » les mots : « deux formats au choix ».", "Laissons les communes choisir.", "u", "auto"),
    ("Karim Derradji", 6, 2, "À l’alinéa 2, supprimer le mot : « gratuitement ».", "Rien n’est gratuit.", "u", (4, 17, 2)),
    ("Inès Cordovado", 7, 2, "À l’alinéa 2, substituer aux mots : « sans solution sur papier » les mots : « sans une solution sur papier ou par téléphone ».", "Certaines familles ne lisent pas.", "f", (18, 2, 3)),
    ("Paul-Henri Vasseur", 8, 2, "Supprimer la proposition 8.", "Ce n’est pas notre sujet.", "u", (5, 16, 2)),
    ("Hugo Delmas-Vieira", 9, 1, "À l’alinéa 1, substituer au mot : « cinq » le mot : « sept ».", "Sept ans : c’est ce qu’on nous a demandé en audition.", "f", (17, 4, 2)),
    ("Olivier Brandicourt", 9, 1, "À l’alinéa 1, remplacer « cinq ans » par « dix ans »", "Visons haut.", "u", "auto"),
    ("Denis Roubaix", 9, 1, "À l’alinéa 1, supprimer les mots : « pour tout équipement ».", "Certains équipements n’ont pas de pièces.", "w", (9, 11, 3)),
    ("Maëlle Tanguy-Prat", 10, 1, "À l’alinéa 1, après le mot : « librement », insérer les mots : « , et d’abord aux écoles et aux associations, ».", "Ceux qui réparent pour les écoles nous l’ont dit.", "f", (19, 1, 3)),
    ("Tristan Le Gallic", 10, 1, "SOUS:27|supprimer les mots : « et aux associations »", "Restons simples.", "u", (6, 14, 3)),
    ("Mathurin Escoffier", 11, 2, "Compléter cette proposition par un alinéa ainsi rédigé : « Un répertoire des ateliers est tenu par chaque département. »", "Encore faut-il les trouver.", "f", (16, 4, 3)),
    ("Gaëtan Plouhinec", 12, 1, "À l’alinéa 1, substituer au mot : « nul » le mot : « personne ».", "Plus simple.", "f", (20, 0, 3)),
    ("Yves Kerdrein", 13, 1, "À l’alinéa 1, substituer aux mots : « peuvent être ouvertes » les mots : « sont ouvertes ».", "Le principe n’est pas une faculté.", "f", (18, 4, 1)),
    ("Samuel Obringer", 13, 1, "À l’alinéa 1, substituer aux mots : « peuvent être ouvertes par défaut » les mots : « restent fermées sauf décision contraire ».", "La prudence d’abord.", "u", (4, 18, 1)),
    ("Fatoumata Brisset", 13, 1, "Compléter l’alinéa 1 par les mots : « , sauf celles que la loi protège ».", "L’exception doit être écrite.", "f", (21, 0, 2)),
    ("Awa Ndiaye-Leclerc", 13, 1, "remplacer « peuvent être ouvertes » par « sont ouvertes »", "L’exemple de nos voisins le montre.", "f", "auto"),
    ("Karim Derradji", 14, 2, "À l’alinéa 2, substituer aux mots : « une fois » les mots : « à blanc ».", "Le terme est celui du métier.", "w", "withdrawn"),
    ("Léa Quintavalle", 15, 1, "Compléter l’alinéa 1 par une phrase ainsi rédigée : « Un technicien y répond en moins de quinze minutes. »", "Onze numéros avant d’en trouver un : voilà ce qu’on nous a raconté.", "f", (20, 1, 2)),
    ("Thierno Sangaré", 15, 2, "SOUS:36|À l’alinéa 1, substituer au mot : « quinze » le mot : « dix ».", "Une attaque n’attend pas.", "w", (12, 9, 2)),
    ("Paul-Henri Vasseur", 16, 2, "Après l’alinéa 2, insérer un alinéa ainsi rédigé : « La taxe d’aménagement est augmentée d’un point pour les financer. »", "Il faut bien payer.", "", "inadmissible"),
    ("Camille Ostrowski", 17, 2, "À l’alinéa 2, substituer aux mots : « la décision » les mots : « par écrit la décision ».", "Une explication orale ne se conteste pas.", "f", (17, 3, 3)),
    ("Brigitte Lavandier", 20, 1, "À l’alinéa 1, substituer aux mots : « deux jours de formation par an » les mots : « trois jours de formation par an, sur son temps de travail ».", "Sinon personne n’y va.", "f", (18, 3, 2)),
]  # fmt: skip
INADMISSIBLE_REASON = "Créer ou augmenter un impôt n’est pas de la compétence de la commission."
# What the rapporteur coordinates before the vote on the whole: proposition, alinéa, instructions, why.
COORDINATION = (
    3,
    3,
    "À l’alinéa 3, substituer aux mots : « les accompagne » les mots : « accompagne chaque médiateur ».",
    "L’alinéa que deux amendements ont ajouté disait « les » de personne : le précédent parle d’un titre.",
)
TAKEN_OVER = {35: ("Édith Caussimon", (16, 4, 3))}  # the withdrawn amendment 35 is taken over at once
CITED = {
    2: ["diagnostic", "table"],
    4: ["trois-ans"],
    11: ["trois-ans"],
    24: ["sept-ans"],
    27: ["ceder"],
    36: ["onze-numeros"],
    39: ["permis"],
}

# Amendments to the note, which wait: visitors of the demo examine them. (author, heading, alinéa, instructions, why)
NOTE_AMENDMENTS = [
    ("Thierno Sangaré", "Proposition 1", 1, "À l’alinéa 1, substituer au mot : « trois » le mot : « quatre ».", "Trois ans passent vite."),
    ("Brigitte Lavandier", "Proposition 1", 1, "À l’alinéa 1, substituer aux mots : « trois ans au moins » les mots : « la durée du mandat ».", "C’est le temps de nos projets."),
    ("Inès Cordovado", "Proposition 1", 2, "Supprimer l’alinéa 2.", "L’État ne paiera pas d’avance."),
    ("Denis Roubaix", "Proposition 2", 2, "À l’alinéa 2, substituer au mot : « quatre » le mot : « deux ».", "Deux pages suffisent."),
    ("Édith Caussimon", "Proposition 2", 2, "remplacer « quatre » par « deux »", "Même idée."),
    ("Samuel Obringer", "Proposition 3", 1, "Que ce soit quelqu’un qui réponde vraiment, et vite.", "Nous avons tous appelé dans le vide."),
]  # fmt: skip

# The State's side. key: (name, short name, mail)
ADDRESSEES = {
    "numerique": ("Ministère chargé du Numérique", "Numérique", "numerique@example.org"),
    "cohesion": ("Ministère chargé de la Cohésion des territoires", "Cohésion des territoires", "cohesion@example.org"),
    "comptes": ("Ministère chargé des Comptes publics", "Comptes publics", "comptes@example.org"),
    "education": ("Ministère chargé de l’Éducation", "Éducation", "education@example.org"),
    "transformation": (
        "Direction de la transformation publique",
        "Transformation publique",
        "transformation@example.org",
    ),
    "cyber": ("Agence de la sécurité numérique", "Sécurité numérique", "cyber@example.org"),
}
# addressee, propositions, sent on, due on (None: the commission's delay), channel, proof, acknowledged on
SENDINGS = [
    ("numerique", (1, 2, 3, 4, 5, 13, 18), "2026-06-15", None, "letter", "Recommandé RD 26 0615 0041", "2026-06-22"),
    ("cohesion", (1, 2, 3), "2026-06-15", None, "letter", "Recommandé RD 26 0615 0042", ""),
    ("comptes", (9, 10, 11), "2026-06-16", None, "meeting", "Remis en main propre à la cheffe de cabinet, reçu signé", "2026-06-16"),
    ("education", (7, 20), "2026-06-16", "2027-09-30", "email", "Courriel du 16 juin 2026, accusé automatique", ""),
    ("transformation", (5, 6, 8, 14, 17), "2026-06-17", "2027-09-30", "letter", "Recommandé RD 26 0617 0007", "2026-07-01"),
    ("cyber", (15,), "2026-06-17", None, "letter", "Recommandé RD 26 0617 0008", "2026-06-19"),
]  # fmt: skip
# (addressee, proposition): (answered on, received on or None, words)
ANSWERS = {
    ("numerique", 1): (
        "2026-07-20",
        "2026-07-21",
        "Le ministère partage ce constat. Un appel à coordinations sera ouvert à l’automne ; les territoires volontaires recevront une aide sur trois ans.",
    ),
    ("numerique", 2): (
        "2026-07-20",
        "2026-07-21",
        "L’objectif de trente minutes est retenu pour les départements ruraux. Il ne peut pas l’être partout avant une évaluation.",
    ),
    ("numerique", 3): (
        "2026-07-20",
        "2026-07-21",
        "La durée des conventions passera de deux à trois ans pour les nouveaux postes.",
    ),
    ("numerique", 13): (
        "2026-07-20",
        "2026-07-21",
        "La rédaction proposée a été transmise pour le prochain projet de loi.",
    ),
    ("comptes", 9): (
        "2026-08-03",
        "2026-08-05",
        "Une durée de sept ans réduirait la concurrence. Le ministère n’y est pas favorable.",
    ),
    ("comptes", 11): (
        "2026-08-03",
        "2026-08-05",
        "La nomenclature comptable permet déjà d’amortir certaines réparations. Une instruction le précisera.",
    ),
    ("cyber", 15): (
        "2026-07-08",
        "2026-07-09",
        "Le numéro unique est ouvert depuis le 1er juillet, jour et nuit. L’engagement de réponse en dix minutes est tenu pour les collectivités.",
    ),
    ("transformation", 6): ("2026-08-20", None, "Les modèles demandés sont en cours d’écriture avec trois communes."),
}
# (addressee, proposition): [(on, status, kind, source, note)]
FOLLOW_UPS = {
    ("numerique", 1): [
        ("2026-07-21", "taken_up", "document", "Lettre de la ministre, 20 juillet 2026", ""),
        (
            "2026-10-05",
            "in_progress",
            "link",
            "https://example.org/appel-coordinations",
            "Appel ouvert jusqu’en janvier.",
        ),
    ],
    ("numerique", 2): [
        (
            "2026-07-21",
            "partly_taken_up",
            "document",
            "Lettre de la ministre, 20 juillet 2026",
            "Départements ruraux seulement.",
        )
    ],
    ("numerique", 3): [("2026-07-21", "taken_up", "law", "NOR : DEMO2612345A, article 2", "")],
    ("numerique", 4): [("2026-09-15", "no_answer", "", "", "Relance envoyée.")],
    ("numerique", 13): [
        ("2026-07-21", "taken_up", "document", "Lettre de la ministre, 20 juillet 2026", ""),
        (
            "2026-10-12",
            "partly_taken_up",
            "law",
            "article 4 du projet de loi",
            "Sans la personne par intercommunalité.",
        ),
    ],
    ("cohesion", 1): [("2026-09-15", "no_answer", "", "", "")],
    ("comptes", 9): [("2026-08-05", "refused", "document", "Lettre du 3 août 2026", "")],
    ("comptes", 11): [
        ("2026-08-05", "taken_up", "document", "Lettre du 3 août 2026", ""),
        (
            "2026-10-20",
            "abandoned",
            "link",
            "https://example.org/instruction-retiree",
            "L’instruction annoncée a été retirée.",
        ),
    ],
    ("cyber", 15): [
        ("2026-07-09", "taken_up", "document", "Lettre du 8 juillet 2026", ""),
        ("2026-09-01", "done", "link", "https://example.org/numero-unique", "Vérifié par trois communes."),
    ],
}
