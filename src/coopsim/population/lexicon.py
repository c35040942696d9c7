"""Words of which fictional names of associations are made.

None is taken from a register; a likeness to a real association is chance.
"""

HEADS: dict[str, tuple[str, ...]] = {
    "old_age_residential": ("La Résidence", "La Maison", "Le Clos", "La Demeure", "L'Oustal", "La Closerie"),
    "old_age_home_care": ("Le Fil", "La Visite", "Le Seuil", "Bras dessus", "Le Perron", "La Sonnette"),
    "disabled_adults": ("L'Atelier", "Le Tremplin", "La Fabrique", "Le Cap", "L'Établi", "La Voilure"),
    "disabled_children": ("L'Éveil", "La Marelle", "Les Petits Pas", "La Boussole", "La Toupie", "Le Cerf-Volant"),
    "child_protection": ("L'Abri", "La Passerelle", "La Veilleuse", "La Cabane", "Le Préau", "La Margelle"),
    "early_childhood": ("La Ribambelle", "Le Manège", "La Comptine", "Le Berceau", "Les Doudous", "La Bulle"),
    "family_support": ("La Tablée", "La Ruche", "Le Cercle", "Le Trait d'union", "La Maisonnée", "Le Goûter"),
    "youth_and_education": ("L'Étude", "Le Pupitre", "Les Cahiers", "La Récré", "Le Club", "La Craie"),
    "housing": ("Le Toit", "La Clef", "Le Palier", "Le Logis", "La Halte", "La Lucarne"),
    "food_and_solidarity": ("Le Panier", "La Table", "Le Potager", "La Musette", "L'Épicerie", "La Marmite"),
    "work_integration": ("Le Chantier", "L'Outil", "La Filature", "L'Atelier", "La Régie", "La Varlope"),
    "migrants": ("L'Escale", "La Rive", "Le Gué", "La Halte", "Le Quai", "La Traversée"),
    "health": ("Le Dispensaire", "La Consulte", "Le Remède", "L'Officine", "La Cure", "La Tisane"),
    "mental_health_and_addiction": (
        "L'Embellie",
        "La Parenthèse",
        "Le Détour",
        "L'Accalmie",
        "L'Éclaircie",
        "Le Répit",
    ),
    "women_rights": ("L'Envol", "Les Passantes", "Les Voix", "Le Cercle", "La Chambre claire", "Les Éclaireuses"),
    "equality_and_community_life": ("Le Lien", "La Place", "Les Voisins", "La Fontaine", "La Veillée", "Le Kiosque"),
}
"""First words of a name, by main cause."""

PLACES_HIS = ("Pont", "Mas", "Clos", "Puits", "Bois", "Pré", "Val", "Moulin", "Chemin", "Portail")
PLACES_HER = ("Combe", "Fontaine", "Tour", "Croix", "Vigne", "Garrigue", "Rive", "Lande", "Draille", "Borie")
QUALITIES_HIS = ("Vieux", "Clair", "Perdu", "Neuf", "Long", "Blanc", "Rond", "Roux", "Haut", "Doux")
QUALITIES_HER = ("Vieille", "Claire", "Perdue", "Neuve", "Longue", "Blanche", "Ronde", "Rousse", "Haute", "Douce")
SAINTS = (
    "Sainte-Lucie",
    "Saint-Elzéard",
    "Saint-Vérédème",
    "Sainte-Énimie",
    "Saint-Fulcran",
    "Sainte-Ambroisine",
    "Saint-Gervasy",
    "Sainte-Valière",
    "Saint-Ybars",
    "Sainte-Florine",
)
MOTIFS_HIS = (
    *("Genêts", "Tilleuls", "Amandiers", "Cyprès", "Grillons", "Romarins", "Coquelicots", "Martinets"),
    *("Galets", "Sentiers", "Roseaux", "Lauriers", "Figuiers", "Pinsons", "Micocouliers", "Arbousiers"),
)
MOTIFS_HER = (
    *("Garrigues", "Cigales", "Bruyères", "Lavandes", "Alouettes", "Hirondelles", "Glycines", "Collines"),
    *("Lanternes", "Terrasses", "Mésanges", "Clairières", "Fougères", "Pervenches", "Rainettes", "Sauterelles"),
)
MANNERS_HIS = (
    *("bleus", "clairs", "tranquilles", "voisins", "dorés", "vaillants", "légers", "joyeux", "vifs"),
    *("secrets", "fidèles", "patients", "hardis", "sereins", "matinaux", "buissonniers", "argentés"),
)
MANNERS_HER = (
    *("bleues", "claires", "tranquilles", "voisines", "dorées", "vaillantes", "légères", "joyeuses", "vives"),
    *("secrètes", "fidèles", "patientes", "hardies", "sereines", "matinales", "buissonnières", "argentées"),
)
HAMLETS = (
    *("du Combelou", "de Valperrin", "d'Orbeval", "de Rocamaure", "des Aubraguettes", "du Malaval", "de Fontclave"),
    *("de Peyrelade", "du Terralou", "d'Escandolette", "de Villemagnac", "des Cabrières-Basses", "du Serre-Blond"),
    *("de Montredorte", "d'Aigueclose", "de Pradelongue", "du Bosc-Amiel", "de Rieuvert", "des Quatre-Drailles"),
)
"""Invented places, added where two associations would have the same name."""
