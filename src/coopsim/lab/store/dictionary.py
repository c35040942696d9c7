"""What each column of a result means, in both languages: a sheet of every export."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from coopsim.measures.meanings import MEANINGS


class Words(NamedTuple):
    """What is said of a column.

    Attributes
    ----------
    unit : str; empty for texts
    en, fr : str
    """

    unit: str
    en: str
    fr: str


KEYS = {
    "scenario": Words("", "Scenario, the name of its file", "Scénario, du nom de son fichier"),
    "point": Words("", "Point of the design; 0 without one", "Point du plan ; 0 sans plan"),
    "replicate": Words("", "Replicate: same number, same luck", "Tirage : même numéro, même hasard"),
    "quarter": Words("quarters", "Quarter; 0 is the founding state", "Trimestre ; 0 est l'état de départ"),
    "date": Words("", "Year and quarter of the calendar", "Année et trimestre du calendrier"),
}
LIVES = {
    "association": Words("", "Identifier, the same in every scenario of a replicate",
                         "Identifiant, le même dans tous les scénarios d'un tirage"),
    "name": Words("", "Fictional name, or that of the user's file", "Nom fictif, ou celui du fichier de l'utilisateur"),
    "department": Words("", "Department", "Département"),
    "field": Words("", "Field of activity", "Champ d'activité"),
    "latitude": Words("degrees", "Latitude", "Latitude"),
    "longitude": Words("degrees", "Longitude", "Longitude"),
    "founded": Words("quarters", "Quarter of its founding; 0 or less: there at the start",
                     "Trimestre de sa création ; 0 ou moins : présente au départ"),
    "size_class": Words("", "Size class at the start of its life in the run",
                        "Classe de taille au début de sa vie dans la simulation"),
    "staff_start": Words("FTE", "Staff at the start of its life in the run",
                         "Effectif au début de sa vie dans la simulation"),
    "staff_end": Words("FTE", "Staff at its end, or at the last quarter", "Effectif à sa fin, ou au dernier trimestre"),
    "age_start": Words("quarters", "Age at the start of its life in the run",
                       "Âge au début de sa vie dans la simulation"),
    "governance_start": Words("1", "Quality of governance at the start", "Qualité de la gouvernance au départ"),
    "dependence_start": Words("share of income", "Dependence on public money at the start",
                              "Dépendance à l'argent public au départ"),
    "voice_start": Words("1", "Voice at the start", "Voix au départ"),
    "voice_end": Words("1", "Voice at its end, or at the last quarter", "Voix à sa fin, ou au dernier trimestre"),
    "end": Words("", "How it ended; empty while it lives", "Comment elle a pris fin ; vide tant qu'elle vit"),
    "end_quarter": Words("quarters", "Quarter of its end; empty while it lives",
                         "Trimestre de sa fin ; vide tant qu'elle vit"),
    "absorber": Words("", "Which body took it over, or was made by its merger",
                      "Organisme qui l'a reprise, ou que sa fusion a créé"),
    "cost_end": Words("k€ per quarter", "Cost of the last quarter; empty once it has ended",
                      "Coût du dernier trimestre ; vide après sa fin"),
    "compliance_end": Words("k€ per quarter", "Cost of accounting to funders at the last quarter",
                            "Coût des comptes rendus aux financeurs au dernier trimestre"),
    "saving_end": Words("k€ per quarter", "Overhead that its agreements spare it at the last quarter",
                        "Frais de structure que ses accords lui épargnent au dernier trimestre"),
    "ties_end": Words("agreements", "Active agreements at the last quarter", "Accords actifs au dernier trimestre"),
}
HAPPENINGS = {
    "kind": Words("", "What happened", "Ce qui s'est produit"),
    "association": Words("", "To which association", "À quelle association"),
    "other": Words("", "With which other one", "Avec quelle autre"),
    "form": Words("", "Form of the agreement", "Forme de l'accord"),
    "governance": Words("1", "Quality of the governance of the agreement, at signing and merger",
                        "Qualité de la gouvernance de l'accord, à la signature et à la fusion"),
    "equals": Words("", "Whether it is a merger of equals", "S'il s'agit d'une fusion entre égaux"),
}
SIDES = {
    "staff": Words("FTE", "Staff at signing", "Effectif à la signature"),
    "age": Words("quarters", "Age at signing", "Âge à la signature"),
    "cash_months": Words("months of cost", "Cash at signing", "Trésorerie à la signature"),
    "surplus": Words("k€", "Surplus of the last four quarters at signing",
                     "Excédent des quatre derniers trimestres à la signature"),
    "vacancy": Words("", "Whether the leader's place is empty at signing",
                     "Si la place de direction est vacante à la signature"),
    "gain": Words("utility", "Gain that this side expects of the agreement",
                  "Gain que ce côté attend de l'accord"),
}
FAILURES = {
    "error": Words("", "Kind of error", "Type d'erreur"),
    "message": Words("", "What the error says", "Ce que dit l'erreur"),
    "traceback": Words("", "Where in the code", "Endroit du code"),
}
COLUMNS = {
    "table": Words("", "Table", "Table"),
    "column": Words("", "Column", "Colonne"),
    "type": Words("", "Type of the values", "Type des valeurs"),
    "unit": Words("", "Unit; 1 for a pure number", "Unité ; 1 pour un nombre pur"),
    "en": Words("", "Meaning in English", "Sens en anglais"),
    "fr": Words("", "Meaning in French", "Sens en français"),
}
OWN, OTHER = ("this side", "ce côté"), ("the other side", "l'autre côté")
NOT_KNOWN = Words("", "", "")


def words_for(table: str, column: str) -> Words:
    """What a column of a table means.

    Parameters
    ----------
    table, column : str

    Returns
    -------
    Words; of `points`, a factor, which the table of parameters tells of

    Examples
    --------
    >>> words_for("events", "staff_other")
    Words(unit='FTE', en='Staff at signing, the other side', fr="Effectif à la signature, l'autre côté")
    >>> words_for("measures", "births").unit
    'associations per quarter'
    """
    if table == "points" and column not in KEYS:
        return Words("", "Factor: its value at this point", "Facteur : sa valeur en ce point")
    special = {"associations": LIVES, "events": HAPPENINGS, "failures": FAILURES, "columns": COLUMNS}.get(table, {})
    found = special.get(column) or KEYS.get(column) or _measure(column) or _of_a_side(column)
    return found or NOT_KNOWN


def dictionary_of(schemas: Mapping[str, Any]) -> Any:
    """One row for each column of some tables.

    Parameters
    ----------
    schemas : mapping of table name and pyarrow.Schema

    Returns
    -------
    pyarrow.Table with columns table, column, type, unit, en, fr
    """
    rows = [
        {"table": name, "column": field.name, "type": _type(field.type), **words_for(name, field.name)._asdict()}
        for name, schema in schemas.items()
        for field in schema
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in COLUMNS]))


def _measure(column: str) -> Words | None:
    known = MEANINGS.get(column)
    return Words(known.unit, known.en, known.fr) if known else None


def _of_a_side(column: str) -> Words | None:
    """What a column of one side of an agreement means."""
    name, _, side = column.rpartition("_")
    if name not in SIDES:
        return None
    english, french = OWN if side == "own" else OTHER
    said = SIDES[name]
    return Words(said.unit, f"{said.en}, {english}", f"{said.fr}, {french}")


def _type(kind: Any) -> str:
    """The type of a column, as anyone says it."""
    if pa.types.is_boolean(kind):
        return "true or false"
    return "number" if pa.types.is_floating(kind) else "whole number" if pa.types.is_integer(kind) else "text"
