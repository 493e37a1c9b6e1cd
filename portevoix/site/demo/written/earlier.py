"""What the commission published before. All invented."""

GUIDE = """# Guide : ouvrir un lieu d’accueil numérique

### Proposition 1. Partir des habitants

Avant d’ouvrir, on demande aux habitants ce qui leur manque.

### Proposition 2. Choisir un lieu déjà connu

Une médiathèque, une mairie ou un centre social accueille mieux qu’un local neuf.

### Proposition 3. Tenir dans la durée

Le lieu a un budget sur trois ans et une personne qui en répond.

### Proposition 4. Dire ce qui est fait

Chaque année, le lieu publie le nombre de personnes reçues et ce qu’elles demandaient.
"""

FIBRE = """# Pour une fibre qui arrive vraiment

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
