"""What was heard: four hearings, in the four forms that records come in, and written contributions. All invented."""

VTT = """WEBVTT

00:00:04.000 --> 00:00:21.000
<v Nadia Belkhir-Roussel>La séance est ouverte. Merci d’être venus jusqu’à Port-Aubier. Nous voulons comprendre ce qui se passe, concrètement, quand une démarche n’existe plus qu’en ligne.

00:00:22.000 --> 00:00:58.000
<v Marguerite Evrard>Je dirige un centre social depuis onze ans. Le matin, avant l’ouverture, il y a déjà quatre ou cinq personnes devant la porte, avec un papier à la main et un téléphone qui ne marche plus.

00:00:59.000 --> 00:01:31.000
<v Marguerite Evrard>Sans diagnostic commun, chacun finance dans son coin. La commune paie un poste, l’agglomération un bus, le département une formation, et personne ne sait si ce sont les mêmes gens qu’on aide.

00:01:32.000 --> 00:01:47.000
<v Thierno Sangaré>Combien de personnes suivez-vous dans l’année, et combien reviennent ?

00:01:48.000 --> 00:02:19.000
<v Marguerite Evrard>Six cents, et la moitié revient. Elles reviennent parce que le problème n’est pas de cliquer : c’est d’avoir quelqu’un à qui parler quand le site dit non.

00:02:20.000 --> 00:02:58.000
<v Joris Lantenac>Je suis médiateur itinérant. Mon contrat se termine dans huit mois, comme tous les deux ans. On forme quelqu’un, il connaît les gens, puis le financement s’arrête et il part.

00:02:59.000 --> 00:03:24.000
<v Joris Lantenac>Un poste financé trois ans, ce n’est pas un luxe, c’est le temps qu’il faut pour que les habitants vous fassent confiance.

00:03:25.000 --> 00:03:41.000
<v Brigitte Lavandier>Dans ma commune, le guichet le plus proche est à quarante minutes. Est-ce que c’est courant ?

00:03:42.000 --> 00:04:10.000
<v Joris Lantenac>C’est la règle dans les vallées. Une demi-heure, les gens l’acceptent. Au-delà, ils renoncent, et ils ne le disent à personne.

00:04:11.000 --> 00:04:33.000
<v Une usagère>J’ai renoncé à une aide de mon fils parce que le formulaire me déconnectait au bout de dix minutes. Je n’ai pas osé retourner demander.

00:04:34.000 --> 00:04:47.000
<v Nadia Belkhir-Roussel>Nous faisons une courte pause, micros coupés.

00:04:48.000 --> 00:05:20.000
<v Marguerite Evrard>Ce que je demande est simple : qu’on s’assoie à la même table une fois par an, avec les mêmes chiffres, et qu’on décide ensemble où mettre l’argent.

00:05:21.000 --> 00:05:40.000
<v Jonas Whitlock>Vos observations rejoignent ce que nous mesurons : le renoncement ne se voit pas dans les statistiques des sites, qui ne comptent que ceux qui arrivent.

00:05:41.000 --> 00:06:02.000
<v Nadia Belkhir-Roussel>Merci à toutes et à tous. Le compte rendu vous sera envoyé, vous pourrez le relire.
"""
SRT = """1
00:00:05,000 --> 00:00:19,500
Maëlle Tanguy-Prat: Bonjour. Nous entendons aujourd’hui celles et ceux qui achètent et entretiennent nos équipements.

2
00:00:20,000 --> 00:00:52,000
Aurélien Poncharal: Je suis directeur des systèmes d’information d’une agglomération de quatre-vingt mille habitants. Nous remplaçons les postes tous les cinq ans parce que le marché le prévoit, pas parce qu’ils sont usés.

3
00:00:53,000 --> 00:01:20,000
Aurélien Poncharal: Un ordinateur réparé coûte trois fois moins qu’un neuf, mais aucune ligne de notre budget ne s’appelle réparation.

4
00:01:21,000 --> 00:01:40,000
Hugo Delmas-Vieira: Que faudrait-il changer en premier : la règle d’achat, ou les habitudes ?

5
00:01:41,000 --> 00:02:12,000
Aurélien Poncharal: La règle. Si chaque marché demandait sept ans de pièces et un logiciel qui tourne encore, les fournisseurs suivraient en une saison.

6
00:02:13,000 --> 00:02:44,000
Zélie Darnaud: Je répare des ordinateurs pour les écoles avec une coopérative. Sur cent postes jetés, soixante repartent. On nous les donne en cachette, parce que personne ne sait qui a le droit de les céder.

7
00:02:45,000 --> 00:03:05,000
Denis Roubaix: Et la dépendance aux logiciels, vous la voyez comment, depuis votre atelier ?

8
00:03:06,000 --> 00:03:36,000
Zélie Darnaud: Quand un logiciel change de prix en une nuit, une petite commune n’a pas de deuxième choix. Elle paie, ou elle ferme le service.

9
00:03:37,000 --> 00:04:05,000
Aurélien Poncharal: Nous avons mis deux ans à sortir d’un logiciel de paie parce que nos propres données étaient dans un format que nous ne pouvions pas lire.

10
00:04:06,000 --> 00:04:30,000
Lucien Harispe: Il faut aussi compter ce qu’on allume : la moitié de la consommation de nos salles tient à des serveurs dont plus personne ne se sert.

11
00:04:31,000 --> 00:04:48,000
Maëlle Tanguy-Prat: Merci. Nous reprendrons vos deux demandes : la durée dans les marchés, et le droit de céder.
"""
PLAIN = """YVES KERDREIN : Nous entendons aujourd’hui deux personnes sur l’intelligence artificielle dans les services locaux.
CORINNE BASTELICA : Je suis secrétaire de mairie dans une commune de neuf cents habitants. On m’a installé un assistant qui répond aux courriers, sans me dire d’où venaient ses réponses.
CORINNE BASTELICA : Un jour il a écrit à une dame que son permis était accordé. Il ne l’était pas. C’est moi qui ai signé la lettre.
CAMILLE OSTROWSKI : Qu’aurait-il fallu pour que cela n’arrive pas ?
CORINNE BASTELICA : Que quelqu’un soit responsable, avec un nom. Une machine peut proposer, mais c’est une personne qui décide, et elle doit pouvoir dire pourquoi.
ELIAS FROMONT : Je conseille des collectivités pour le cabinet Fromont et Lisle. Beaucoup achètent des outils qu’elles ne savent pas évaluer, parce qu’il n’existe aucun endroit où comparer.
ELIAS FROMONT : Un registre public des usages, tenu par chaque collectivité, coûterait une journée par an et changerait tout.
ÉDITH CAUSSIMON : Une journée par an, pour une commune sans agent numérique, est-ce réaliste ?
CORINNE BASTELICA : Oui, si le formulaire est le même partout et si quelqu’un nous aide la première fois.
[hors compte rendu]
CORINNE BASTELICA : Ceci ne sera gardé nulle part.
[fin du hors compte rendu]
AGNÈS VILLEDIEU : Les textes obligent déjà à dire qu’un traitement automatisé est intervenu. Presque personne ne le fait, faute de modèle.
YVES KERDREIN : Merci à vous deux.
"""
TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Audition sur l’accessibilité des services</title></titleStmt><publicationStmt><p>Commission fictive</p></publicationStmt><sourceDesc><p>Enregistrement</p></sourceDesc></fileDesc></teiHeader>
<text><body>
<sp who="solene_marchadour"><speaker>Solène Marchadour</speaker><p>Nous recevons une association d’usagers handicapés et une archiviste.</p></sp>
<sp who="ludivine_carpentras"><speaker>Ludivine Carpentras</speaker><p>Je suis aveugle. Sur dix sites de mairie que j’ai essayés, deux m’ont laissée aller au bout d’une démarche sans aide.</p><p>Un site accessible n’est pas un site à part : c’est un site mieux fait, et il sert à ma mère de quatre-vingts ans autant qu’à moi.</p></sp>
<sp who="sylvie_montalembois"><speaker>Sylvie Montalembois</speaker><p>Qu’est-ce qui vous arrête le plus souvent ?</p></sp>
<sp who="ludivine_carpentras"><speaker>Ludivine Carpentras</speaker><p>Les documents. Un arrêté scanné de travers est une porte fermée.</p></sp>
<sp who="noemie_varangot"><speaker>Noémie Varangot</speaker><p>Je suis archiviste d’un département. Nous publions des données depuis huit ans, et ce sont les communes qui s’en servent d’abord.</p></sp>
<sp who="noemie_varangot"><speaker>Noémie Varangot</speaker><p>Ce qui manque n’est pas la volonté d’ouvrir, c’est une personne par intercommunalité qui sache comment faire et qui réponde au téléphone.</p></sp>
<sp who="awa_ndiaye_leclerc"><speaker>Awa Ndiaye-Leclerc</speaker><p>Et la sécurité ? Nous avons été attaqués l’an dernier.</p></sp>
<sp who="noemie_varangot"><speaker>Noémie Varangot</speaker><p>Le jour de l’attaque, nous avons appelé onze numéros avant d’en trouver un qui décroche. Il en faudrait un seul, ouvert la nuit.</p></sp>
<sp who="solene_marchadour"><speaker>Solène Marchadour</speaker><p>Merci. Ce que vous dites sera cité exactement, ou pas du tout.</p></sp>
</body></text></TEI>
"""
QUESTIONS = """1. Que voyez-vous, dans votre travail, que l’État ne voit pas ?
2. Qu’avez-vous essayé, et qu’est-ce qui n’a pas tenu ?
3. Quelle est la première chose à changer ?
4. À qui faudrait-il le demander ?"""

# key: sub-commission, day, title, place, file name, record, witnesses
# a witness: label in the record, name, function, body, kind of body, number in the register, consents
ALL = ("record", "transcribe", "publish", "name", "image")
HEARINGS = {
    "accueil": {
        "commission": "inclusion",
        "on": "2026-01-22 14:00",
        "title": "Quand la démarche n’existe plus qu’en ligne",
        "place": "Centre social de Port-Aubier",
        "file": "audition-accueil.vtt",
        "record": VTT,
        "witnesses": [
            (
                "Marguerite Evrard",
                "Marguerite Evrard",
                "directrice de centre social",
                "Centre social des Quais",
                "association",
                "",
                ALL,
            ),
            ("Joris Lantenac", "Joris Lantenac", "médiateur numérique itinérant", "", "", "", ALL[:4]),
            ("Une usagère", "Delphine Arrighi", "une usagère", "", "", "", ALL[:3]),
        ],
    },
    "equipements": {
        "commission": "responsable",
        "on": "2026-02-05 10:00",
        "title": "Acheter, réparer, rester maître de ses outils",
        "place": "Visioconférence",
        "file": "audition-equipements.srt",
        "record": SRT,
        "witnesses": [
            (
                "Aurélien Poncharal",
                "Aurélien Poncharal",
                "directeur des systèmes d’information",
                "Rive-Haute Agglomération",
                "local",
                "",
                ALL,
            ),
            (
                "Zélie Darnaud",
                "Zélie Darnaud",
                "réparatrice",
                "Coopérative Second Souffle",
                "company",
                "H-DEMO-0412",
                ALL[:4],
            ),
        ],
    },
    "ia": {
        "commission": "donnees-ia",
        "on": "2026-02-19 09:30",
        "title": "L’intelligence artificielle dans les services locaux",
        "place": "Hôtel du département, Plateau-Nord",
        "file": "audition-ia.txt",
        "record": PLAIN,
        "witnesses": [
            ("CORINNE BASTELICA", "Corinne Bastelica", "secrétaire de mairie", "", "", "", ALL[:4]),
            (
                "ELIAS FROMONT",
                "Elias Fromont",
                "consultant",
                "Cabinet Fromont et Lisle",
                "company",
                "H-DEMO-0977",
                ALL[:4],
            ),
        ],
    },
    "acces": {
        "commission": "inclusion",
        "on": "2026-03-12 14:30",
        "title": "Des services que tous peuvent utiliser",
        "place": "Médiathèque de Grand-Fossé",
        "file": "audition-acces.xml",
        "record": TEI,
        "witnesses": [
            (
                "Ludivine Carpentras",
                "Ludivine Carpentras",
                "présidente d’association d’usagers",
                "Voir Autrement",
                "association",
                "",
                ALL,
            ),
            (
                "Noémie Varangot",
                "Noémie Varangot",
                "archiviste départementale",
                "Département du Plateau-Sud",
                "local",
                "",
                ALL,
            ),
        ],
    },
}
CONTRIBUTIONS = [
    {
        "key": "ecoles",
        "commission": "inclusion",
        "on": "2026-03-02",
        "title": "Ce que voient les écoles rurales",
        "person": ("Victorine Haudiquet", "directrice d’école"),
        "words": "Les familles reçoivent onze applications différentes de l’école.\n\nLa plupart n’en ouvrent aucune, et l’école imprime.",
        "confidential": False,
    },
    {
        "key": "operateur",
        "commission": "responsable",
        "on": "2026-03-09",
        "title": "Durée de vie des équipements de réseau",
        "person": ("Gontran Mérimac", "ingénieur réseau"),
        "words": "Un équipement de réseau entretenu dure douze ans.\n\nNos contrats le remplacent à six, parce que la garantie s’arrête à cinq.",
        "confidential": False,
    },
    {
        "key": "incident",
        "commission": "donnees-ia",
        "on": "2026-03-16",
        "title": "Récit d’un incident de sécurité",
        "person": ("Perrine Aldebert", "directrice générale des services"),
        "words": "Pendant neuf jours, nous avons tenu l’état civil sur papier.\n\nLe numéro d’urgence national nous a répondu le troisième jour.",
        "confidential": True,
    },
]
# Who corrects what she or he said in the hearing on equipment: the words, then those that replace them.
CORRECTED_BY = "Aurélien Poncharal"
CORRECTION = ("que nous ne pouvions pas lire", "que notre nouveau logiciel ne savait pas lire")
# key: (hearing or contribution, exact words, note, tags)
EXCERPTS = {
    "diagnostic": (
        "accueil",
        "Sans diagnostic commun, chacun finance dans son coin.",
        "Le besoin d’une coordination, dit en une phrase.",
        "coordination, financement",
    ),
    "parler": (
        "accueil",
        "le problème n’est pas de cliquer : c’est d’avoir quelqu’un à qui parler quand le site dit non",
        "",
        "accueil, renoncement",
    ),
    "trois-ans": (
        "accueil",
        "Un poste financé trois ans, ce n’est pas un luxe, c’est le temps qu’il faut pour que les habitants vous fassent confiance.",
        "La durée, condition de la confiance.",
        "financement, médiation",
    ),
    "demi-heure": (
        "accueil",
        "Une demi-heure, les gens l’acceptent. Au-delà, ils renoncent, et ils ne le disent à personne.",
        "",
        "accueil, distance",
    ),
    "renonce": (
        "accueil",
        "J’ai renoncé à une aide de mon fils parce que le formulaire me déconnectait au bout de dix minutes.",
        "Le renoncement, de la bouche d’une personne concernée.",
        "renoncement",
    ),
    "table": ("accueil", "qu’on s’assoie à la même table une fois par an, avec les mêmes chiffres", "", "coordination"),
    "reparation": (
        "equipements",
        "Un ordinateur réparé coûte trois fois moins qu’un neuf, mais aucune ligne de notre budget ne s’appelle réparation.",
        "",
        "réparation, achat",
    ),
    "sept-ans": (
        "equipements",
        "Si chaque marché demandait sept ans de pièces et un logiciel qui tourne encore, les fournisseurs suivraient en une saison.",
        "Une mesure précise.",
        "achat, durée",
    ),
    "ceder": (
        "equipements",
        "On nous les donne en cachette, parce que personne ne sait qui a le droit de les céder.",
        "",
        "réemploi",
    ),
    "prix": (
        "equipements",
        "Quand un logiciel change de prix en une nuit, une petite commune n’a pas de deuxième choix.",
        "",
        "dépendance, logiciel",
    ),
    "format": (
        "equipements",
        "nos propres données étaient dans un format que nous ne pouvions pas lire",
        "",
        "données, dépendance",
    ),
    "serveurs": (
        "equipements",
        "la moitié de la consommation de nos salles tient à des serveurs dont plus personne ne se sert",
        "",
        "sobriété",
    ),
    "permis": (
        "ia",
        "Un jour il a écrit à une dame que son permis était accordé. Il ne l’était pas.",
        "Un cas réel, raconté par celle qui a signé.",
        "ia, responsabilité",
    ),
    "personne-decide": (
        "ia",
        "Une machine peut proposer, mais c’est une personne qui décide, et elle doit pouvoir dire pourquoi.",
        "",
        "ia, responsabilité",
    ),
    "registre": (
        "ia",
        "Un registre public des usages, tenu par chaque collectivité, coûterait une journée par an et changerait tout.",
        "",
        "ia, transparence",
    ),
    "formulaire": (
        "ia",
        "si le formulaire est le même partout et si quelqu’un nous aide la première fois",
        "",
        "ia, accompagnement",
    ),
    "dix-sites": (
        "acces",
        "Sur dix sites de mairie que j’ai essayés, deux m’ont laissée aller au bout d’une démarche sans aide.",
        "",
        "accessibilité",
    ),
    "mieux-fait": (
        "acces",
        "Un site accessible n’est pas un site à part : c’est un site mieux fait",
        "",
        "accessibilité",
    ),
    "porte-fermee": ("acces", "Un arrêté scanné de travers est une porte fermée.", "", "accessibilité, documents"),
    "telephone": (
        "acces",
        "une personne par intercommunalité qui sache comment faire et qui réponde au téléphone",
        "",
        "données, ingénierie",
    ),
    "onze-numeros": ("acces", "nous avons appelé onze numéros avant d’en trouver un qui décroche", "", "cybersécurité"),
    "applications": (
        "ecoles",
        "Les familles reçoivent onze applications différentes de l’école.",
        "",
        "école, simplification",
    ),
    "douze-ans": ("operateur", "Un équipement de réseau entretenu dure douze ans.", "", "durée, réseau"),
    "papier": ("incident", "nous avons tenu l’état civil sur papier", "", "cybersécurité"),
}
