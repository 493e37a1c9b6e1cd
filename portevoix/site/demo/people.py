"""Who sits in the fictional commission. Every name, place and body is invented."""

COMMISSION = {
    "name": "Commission numérique des Rives et des Monts",
    "slug": "rives-et-monts",
    "motto": "Être la voix des territoires auprès de l’État",
    "purpose": "Des élus et des experts de communes, d’intercommunalités et de départements auditionnent, rédigent "
    "ensemble, votent, publient, portent leurs propositions à l’État, et montrent ce qu’il en a fait.",
}
# name, purpose, priority axis
SUB_COMMISSIONS = {
    "inclusion": (
        "Inclusion numérique",
        "Que personne ne reste à la porte des services : accueil, médiation, accessibilité.",
        "Un service public à moins de trente minutes de chacun",
    ),
    "responsable": (
        "Numérique responsable",
        "Des services sobres, durables, dont les collectivités gardent la maîtrise.",
        "Des équipements qui durent, des services qu’on maîtrise",
    ),
    "donnees-ia": (
        "Données et intelligence artificielle",
        "Ouvrir ce qui est public, protéger ce qui ne l’est pas, décider soi-même.",
        "Des données ouvertes et des décisions expliquées",
    ),
}
ASSOCIATIONS = {
    "UCR": ("Union des communes des Rives", "les communes riveraines"),
    "AIM": ("Assemblée des intercommunalités des Monts", "les communautés et les syndicats"),
    "CDP": ("Conférence des départements des Plateaux", "les départements"),
    "RPV": ("Réseau des petites villes du Val", "les communes de moins de 5 000 habitants"),
}
# name, function, territory, association, sub-commission
ELECTED = [
    ("Solène Marchadour", "présidente de l’intercommunalité", "Rive-Haute Agglomération", "AIM", "inclusion"),
    ("Bastien Ferragut", "maire", "Montclar-sur-Brenne", "UCR", "responsable"),
    ("Nadia Belkhir-Roussel", "adjointe au numérique", "Port-Aubier", "UCR", "inclusion"),
    ("Yves Kerdrein", "vice-président du département", "Plateau-Nord", "CDP", "donnees-ia"),
    ("Camille Ostrowski", "conseillère communautaire", "Val d’Ombre", "AIM", "donnees-ia"),
    ("Thierno Sangaré", "maire", "Sainte-Colombe-des-Monts", "RPV", "inclusion"),
    ("Brigitte Lavandier", "maire", "Ardoise-le-Petit", "RPV", "inclusion"),
    ("Hugo Delmas-Vieira", "adjoint à la transition", "Rive-Haute", "UCR", "responsable"),
    ("Maëlle Tanguy-Prat", "vice-présidente au numérique", "Communauté des Trois Vallées", "AIM", "responsable"),
    ("Rachid Amrouni", "conseiller départemental", "Plateau-Nord", "CDP", "inclusion"),
    ("Édith Caussimon", "maire", "Lestrange-sur-Loue", "RPV", "donnees-ia"),
    ("Paul-Henri Vasseur", "président du syndicat numérique", "Syndicat des Monts", "AIM", "responsable"),
    ("Inès Cordovado", "adjointe aux solidarités", "Grand-Fossé", "UCR", "inclusion"),
    ("Olivier Brandicourt", "maire", "Fontenoy-les-Saules", "RPV", "responsable"),
    ("Awa Ndiaye-Leclerc", "vice-présidente", "Rive-Haute Agglomération", "AIM", "donnees-ia"),
    ("Gaëtan Plouhinec", "conseiller municipal", "Port-Aubier", "UCR", "responsable"),
    ("Sylvie Montalembois", "maire", "Courcelles-l’Étang", "RPV", "inclusion"),
    ("Karim Derradji", "adjoint aux finances", "Montclar-sur-Brenne", "UCR", "donnees-ia"),
    ("Hélène Astruc-Morin", "conseillère départementale", "Plateau-Sud", "CDP", "inclusion"),
    ("Denis Roubaix", "maire", "Vieux-Moulin-en-Val", "RPV", "responsable"),
    ("Léa Quintavalle", "adjointe à la citoyenneté", "Grand-Fossé", "UCR", "donnees-ia"),
    ("Mathurin Escoffier", "vice-président aux réseaux", "Communauté des Trois Vallées", "AIM", "responsable"),
    ("Françoise Delahaye-Bey", "maire", "Saint-Aubert-du-Lac", "RPV", "inclusion"),
    ("Samuel Obringer", "conseiller communautaire", "Val d’Ombre", "AIM", "donnees-ia"),
    ("Jocelyne Pompidor", "adjointe à l’état civil", "Rive-Haute", "UCR", "inclusion"),
    ("Tristan Le Gallic", "maire", "Roche-Blanche", "RPV", "responsable"),
    ("Fatoumata Brisset", "vice-présidente du département", "Plateau-Sud", "CDP", "donnees-ia"),
]
EXPERTS = [
    ("Agnès Villedieu", "juriste des données publiques", "donnees-ia"),
    ("Rémi Castagnet", "directeur des systèmes d’information", "responsable"),
    ("Claire Sauvageon", "médiatrice numérique", "inclusion"),
    ("Jonas Whitlock", "chercheur en sociologie des usages", "inclusion"),
    ("Mireille Teboul-Arnaud", "experte en accessibilité", "inclusion"),
    ("Lucien Harispe", "ingénieur en écoconception", "responsable"),
]
# name, function, territory, the member in whose place
SUBSTITUTES = [
    ("Ondine Barsacq", "conseillère municipale déléguée", "Port-Aubier", "Nadia Belkhir-Roussel"),
    ("Firmin Outrelle", "premier adjoint", "Sainte-Colombe-des-Monts", "Thierno Sangaré"),
]
ADMINISTRATOR = ("Perrine Audouard", "administratrice de la plateforme")
SECRETARIAT = [
    ("Odile Granjean", "secrétaire générale de la commission"),
    ("Maxence Thirion", "chargé de mission"),
]
CO_CHAIRS = ("Solène Marchadour", "Bastien Ferragut")
# of the commission, then of each sub-commission
RAPPORTEUR = "Camille Ostrowski"
RAPPORTEURS = {"inclusion": "Nadia Belkhir-Roussel", "responsable": "Maëlle Tanguy-Prat", "donnees-ia": "Yves Kerdrein"}
# who has an account in the demo, so that visitors try each role
ACCOUNTS = {
    "Perrine Audouard": "administration",
    "Odile Granjean": "secretariat",
    "Solène Marchadour": "copresidence",
    "Bastien Ferragut": "copresident",
    "Camille Ostrowski": "rapporteure",
    "Nadia Belkhir-Roussel": "rapporteure.inclusion",
    "Thierno Sangaré": "membre",
    "Brigitte Lavandier": "membre2",
    "Claire Sauvageon": "experte",
}
