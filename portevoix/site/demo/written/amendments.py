"""The amendments to version 1 of the manifesto, and what is decided of each. All invented."""

# Amendments to version 1 of the manifesto. number: (author, proposition, alinéa, instructions, why, opinion, fate)
# opinion: f, u, w or "" ; fate: (for, against, abstentions) of a vote, or a word; `auto`: what others decide of it.
AMENDMENTS = [
    ("Thierno Sangaré", 1, 1, "Après le mot : « coordination », insérer le mot : « partagée ».", "Une coordination ne vaut que si elle est celle de tous.", "w", (12, 9, 2)),
    ("Brigitte Lavandier", 1, 2, "À l’alinéa 2, substituer aux mots : « d’un diagnostic et d’une stratégie » les mots : « d’un diagnostic partagé et d’une stratégie commune ».", "Ce qui nous a été dit à Port-Aubier : les mêmes chiffres, à la même table.", "f", (19, 2, 2)),
    ("Inès Cordovado", 1, 2, "remplacer « un diagnostic » par « un constat annuel »", "Le mot diagnostic fait peur à nos partenaires.", "u", "auto"),
    ("Hélène Astruc-Morin", 1, 3, "À l’alinéa 3, substituer aux mots : « chaque année » les mots : « sur trois ans ».", "Un poste d’un an ne sert à rien : la confiance prend du temps.", "f", (21, 0, 2)),
    ("Rachid Amrouni", 1, 3, "À l’alinéa 3, remplacer « chaque année » par « sur trois ans »", "Même motif : la durée est la condition du reste.", "f", "auto"),
    ("Gaëtan Plouhinec", 1, 3, "Supprimer l’alinéa 3.", "La dépense de l’État ne relève pas de ce texte.", "u", (3, 18, 2)),
    ("Sylvie Montalembois", 2, 1, "À l’alinéa 1, substituer aux mots : « peut être faite » les mots : « doit pouvoir être faite ».", "C’est un droit, non une faculté.", "f", (17, 3, 3)),
    ("Denis Roubaix", 2, 1, "À l’alinéa 1, substituer aux mots : « trente minutes » les mots : « vingt minutes ».", "Trente minutes, sans voiture, c’est une matinée.", "u", (8, 13, 2)),
    ("Françoise Delahaye-Bey", 2, 2, "Supprimer l’alinéa 2.", "Nous n’avons pas les agents pour le samedi.", "u", (6, 15, 2)),
    ("Jocelyne Pompidor", 2, 2, "Compléter l’alinéa 2 par les mots : « et un soir par semaine ».", "Les gens travaillent.", "w", (13, 8, 2)),
    ("Inès Cordovado", 3, 1, "À l’alinéa 1, substituer au mot : « deux » le mot : « trois ».", "Deux ans, c’est le temps de former quelqu’un et de le perdre.", "f", (20, 1, 2)),
    ("Rachid Amrouni", 3, 1, "À l’alinéa 1, substituer aux mots : « deux ans » les mots : « cinq ans, renouvelables ».", "Allons au bout de l’idée.", "w", (7, 14, 2)),
    ("Sylvie Montalembois", 3, 2, "Après l’alinéa 2, insérer un alinéa ainsi rédigé : « Un tuteur expérimenté les accompagne la première année. »", "On n’apprend pas ce métier seul.", "f", (18, 2, 3)),
    ("Thierno Sangaré", 3, 3, "SOUS:13|remplacer « la première année » par « les deux premières années »", "Un an ne suffit pas en montagne.", "f", (14, 7, 2)),
    ("Édith Caussimon", 4, 1, "Compléter l’alinéa 1 par les mots : « chaque trimestre ».", "Une fois l’an, on ne corrige rien.", "f", (18, 3, 2)),
    ("Samuel Obringer", 4, 2, "Il faudrait surtout que les ministères viennent voir comment cela se passe dans nos mairies.", "Le terrain d’abord.", "", "not_defended"),
    ("Awa Ndiaye-Leclerc", 5, 1, "À l’alinéa 1, après les mots : « personnes handicapées », insérer les mots : « et des personnes âgées ».", "Les difficultés sont voisines.", "f", (19, 2, 2)),
    ("Léa Quintavalle", 5, 2, "Rédiger ainsi l’alinéa 2 : « Le résultat de cet essai est publié, avec la date à laquelle chaque défaut sera corrigé. »", "Publier sans corriger ne sert personne.", "f", (20, 1, 2)),
    ("Tristan Le Gallic", 6, 1, "À l’alinéa 1, substituer aux mots : « lisible par tous » les mots : « accessible et réutilisable ».", "Lisible par tous ne veut rien dire pour une machine.", "f", (15, 6, 2)),
    ("Mathurin Escoffier", 6, 1, "À l’alinéa 1, substituer aux mots : « un format lisible par tous » les mots : « deux formats au choix ».", "Laissons les communes choisir.", "u", "auto"),
    ("Karim Derradji", 6, 2, "À l’alinéa 2, supprimer le mot : « gratuitement ».", "Rien n’est gratuit.", "u", (4, 17, 2)),
    ("Inès Cordovado", 7, 2, "À l’alinéa 2, substituer aux mots : « sans solution sur papier » les mots : « sans une solution sur papier ou par téléphone ».", "Certaines familles ne lisent pas.", "f", (18, 2, 3)),
    ("Paul-Henri Vasseur", 8, 2, "Supprimer la proposition 8.", "Ce n’est pas notre sujet.", "u", (5, 16, 2)),
    ("Hugo Delmas-Vieira", 9, 1, "À l’alinéa 1, substituer au mot : « cinq » le mot : « sept ».", "Sept ans : c’est ce qu’on nous a demandé en audition.", "f", (17, 4, 2)),
    ("Olivier Brandicourt", 9, 1, "À l’alinéa 1, remplacer « cinq ans » par « dix ans »", "Visons haut.", "u", "auto"),
    ("Denis Roubaix", 9, 1, "À l’alinéa 1, supprimer les mots : « pour tout équipement ».", "Certains équipements n’ont pas de pièces.", "w", (9, 11, 3)),
    ("Maëlle Tanguy-Prat", 10, 1, "À l’alinéa 1, après le mot : « librement », insérer les mots : « , et d’abord aux écoles et aux associations, ».", "Ceux qui réparent pour les écoles nous l’ont dit.", "f", (19, 1, 3)),
    ("Tristan Le Gallic", 10, 1, "SOUS:27|supprimer les mots : « et aux associations »", "Restons simples.", "u", (6, 14, 3)),
    ("Mathurin Escoffier", 11, 2, "Compléter cette proposition par un alinéa ainsi rédigé : « Un répertoire des ateliers est tenu par chaque département. »", "Encore faut-il les trouver.", "f", (16, 4, 3)),
    ("Gaëtan Plouhinec", 12, 1, "À l’alinéa 1, substituer au mot : « nul » le mot : « personne ».", "Plus simple.", "f", (20, 0, 3)),
    ("Yves Kerdrein", 13, 1, "À l’alinéa 1, substituer aux mots : « peuvent être ouvertes » les mots : « sont ouvertes ».", "Le principe n’est pas une faculté.", "f", (18, 4, 1)),
    ("Samuel Obringer", 13, 1, "À l’alinéa 1, substituer aux mots : « peuvent être ouvertes par défaut » les mots : « restent fermées sauf décision contraire ».", "La prudence d’abord.", "u", (4, 18, 1)),
    ("Fatoumata Brisset", 13, 1, "Compléter l’alinéa 1 par les mots : « , sauf celles que la loi protège ».", "L’exception doit être écrite.", "f", (21, 0, 2)),
    ("Awa Ndiaye-Leclerc", 13, 1, "remplacer « peuvent être ouvertes » par « sont ouvertes »", "L’exemple de nos voisins le montre.", "f", "auto"),
    ("Karim Derradji", 14, 2, "À l’alinéa 2, substituer aux mots : « une fois » les mots : « à blanc ».", "Le terme est celui du métier.", "w", "withdrawn"),
    ("Léa Quintavalle", 15, 1, "Compléter l’alinéa 1 par une phrase ainsi rédigée : « Un technicien y répond en moins de quinze minutes. »", "Onze numéros avant d’en trouver un : voilà ce qu’on nous a raconté.", "f", (20, 1, 2)),
    ("Thierno Sangaré", 15, 2, "SOUS:36|À l’alinéa 1, substituer au mot : « quinze » le mot : « dix ».", "Une attaque n’attend pas.", "w", (12, 9, 2)),
    ("Paul-Henri Vasseur", 16, 2, "Après l’alinéa 2, insérer un alinéa ainsi rédigé : « La taxe d’aménagement est augmentée d’un point pour les financer. »", "Il faut bien payer.", "", "inadmissible"),
    ("Camille Ostrowski", 17, 2, "À l’alinéa 2, substituer aux mots : « la décision » les mots : « par écrit la décision ».", "Une explication orale ne se conteste pas.", "f", (17, 3, 3)),
    ("Brigitte Lavandier", 20, 1, "À l’alinéa 1, substituer aux mots : « deux jours de formation par an » les mots : « trois jours de formation par an, sur son temps de travail ».", "Sinon personne n’y va.", "f", (18, 3, 2)),
]  # fmt: skip

INADMISSIBLE_REASON = "Créer ou augmenter un impôt n’est pas de la compétence de la commission."

# What the rapporteur coordinates before the vote on the whole: proposition, alinéa, instructions, why.
COORDINATION = (
    3,
    3,
    "À l’alinéa 3, substituer aux mots : « les accompagne » les mots : « accompagne chaque médiateur ».",
    "L’alinéa que deux amendements ont ajouté disait « les » de personne : le précédent parle d’un titre.",
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
