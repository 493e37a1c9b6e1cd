"""The State’s side: to whom propositions are carried, what is answered, what follows. All invented."""

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
    ("numerique", (1, 2, 3, 4, 5, 13, 18), "2026-06-15", None, "letter", "Recommandé RD [2026-06-15|%y %m%d] 0041", "2026-06-22"),
    ("cohesion", (1, 2, 3), "2026-06-15", None, "letter", "Recommandé RD [2026-06-15|%y %m%d] 0042", ""),
    ("comptes", (9, 10, 11), "2026-06-16", None, "meeting", "Remis en main propre à la cheffe de cabinet, reçu signé", "2026-06-16"),
    ("education", (7, 20), "2026-06-16", "2027-09-30", "email", "Courriel du [2026-06-16], accusé automatique", ""),
    ("transformation", (5, 6, 8, 14, 17), "2026-06-17", "2027-09-30", "letter", "Recommandé RD [2026-06-17|%y %m%d] 0007", "2026-07-01"),
    ("cyber", (15,), "2026-06-17", None, "letter", "Recommandé RD [2026-06-17|%y %m%d] 0008", "2026-06-19"),
]  # fmt: skip

# (addressee, proposition): (answered on, received on or None, words)
ANSWERS = {
    ("numerique", 1): (
        "2026-07-20",
        "2026-07-21",
        "Le ministère partage ce constat. Un appel à coordinations sera ouvert dans les trois mois ; les territoires volontaires recevront une aide sur trois ans.",
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
        "Le numéro unique est ouvert depuis la semaine dernière, jour et nuit. L’engagement de réponse en dix minutes est tenu pour les collectivités.",
    ),
    ("transformation", 6): ("2026-08-20", None, "Les modèles demandés sont en cours d’écriture avec trois communes."),
}

# (addressee, proposition): [(on, status, kind, source, note)]
FOLLOW_UPS = {
    ("numerique", 1): [
        ("2026-07-21", "taken_up", "document", "Lettre de la ministre, [2026-07-20]", ""),
        (
            "2026-10-05",
            "in_progress",
            "link",
            "https://example.org/appel-coordinations",
            "Appel ouvert pour trois mois.",
        ),
    ],
    ("numerique", 2): [
        (
            "2026-07-21",
            "partly_taken_up",
            "document",
            "Lettre de la ministre, [2026-07-20]",
            "Départements ruraux seulement.",
        )
    ],
    ("numerique", 3): [("2026-07-21", "taken_up", "law", "NOR : DEMO[2026-07-21|%y]12345A, article 2", "")],
    ("numerique", 4): [("2026-09-15", "no_answer", "", "", "Relance envoyée.")],
    ("numerique", 13): [
        ("2026-07-21", "taken_up", "document", "Lettre de la ministre, [2026-07-20]", ""),
        (
            "2026-10-12",
            "partly_taken_up",
            "law",
            "article 4 du projet de loi",
            "Sans la personne par intercommunalité.",
        ),
    ],
    ("cohesion", 1): [("2026-09-15", "no_answer", "", "", "")],
    ("comptes", 9): [("2026-08-05", "refused", "document", "Lettre du [2026-08-03]", "")],
    ("comptes", 11): [
        ("2026-08-05", "taken_up", "document", "Lettre du [2026-08-03]", ""),
        (
            "2026-10-20",
            "abandoned",
            "link",
            "https://example.org/instruction-retiree",
            "L’instruction annoncée a été retirée.",
        ),
    ],
    ("cyber", 15): [
        ("2026-07-09", "taken_up", "document", "Lettre du [2026-07-08]", ""),
        ("2026-09-01", "done", "link", "https://example.org/numero-unique", "Vérifié par trois communes."),
    ],
}
