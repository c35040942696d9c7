"""The import of the open directory: grouped, counted, without anything personal."""

import pytest

from coopsim.errors import InputRefused
from coopsim.population import import_cnsa
from coopsim.population.directory import COLUMNS, operator_key, write_user_file

HEAD = (
    "title;noFinesset;capacity;legal_status;IsEHPAD;IsRA;coordinates.deptcode;coordinates.gestionnaire;"
    "coordinates.latitude;coordinates.longitude;coordinates.phone;coordinates.email"
)


def row(title, capacity, operator, code="34", status="Privé non lucratif", home="True", place="43,60;3,90"):
    return f"{title};1;{capacity};{status};{home};False;{code};{operator};{place};0467000000;x@y.fr"


ROWS = (
    HEAD,
    row("A", 60, "ASSOCIATION LES GENETS"),
    row("B", 24, "Asso. « Les Genêts »", home="False", place="43,70;4,00"),
    row("C", 80, "Fondation du Clos", "30"),
    row("D", 30, "FONDATION DU CLOS"),
    row("E", 50, "Commune", status="Public"),
    row("F", 70, "SA Profit", status="Privé commercial"),
    row("G", 44, ""),
    row("H", "", "Sans place"),
    row("I", "x", "Outre-mer", "974"),
)


def test_grouped_counted_and_coded(file):
    imported = import_cnsa(file(*ROWS), ["34"])
    assert imported.rows == [
        dict(zip(COLUMNS, ("001", "34", 1, 30, 30, 43.6, 3.9, True), strict=True)),
        dict(zip(COLUMNS, ("002", "34", 1, 44, 44, 43.6, 3.9, False), strict=True)),
        dict(zip(COLUMNS, ("003", "34", 2, 84, 60, 43.65, 3.95, False), strict=True)),
    ]
    assert (imported.establishments, imported.left_out) == (5, 1)


def test_departments_keep_apart_what_one_operator_has_in_each(file):
    imported = import_cnsa(file(*ROWS), ["34", "30"])
    both = [(one["department"], one["places"]) for one in imported.rows if one["active_elsewhere"]]
    assert both == [("30", 80), ("34", 30)]


def test_names_only_if_asked_and_never_persons(file):
    path = file(*ROWS)
    assert set(import_cnsa(path, ["34"]).rows[0]) == set(COLUMNS)
    kept = import_cnsa(path, ["34"], keep_names=True).rows
    assert [one["name"] for one in kept] == ["FONDATION DU CLOS", "G", "ASSOCIATION LES GENETS"]
    assert set(kept[0]) == {*COLUMNS, "name"}


def test_commas_and_bare_names_of_columns(file):
    head = HEAD.replace("coordinates.", "").replace(";", ",")
    imported = import_cnsa(file(head, row("A", 60, "X", place="43.6;3.9").replace(";", ",")), ["34"])
    assert imported.rows[0]["places"] == 60


def test_what_is_written_loads(file, found, tmp_path):
    out = tmp_path / "operators.csv"
    write_user_file(import_cnsa(file(*ROWS), ["30", "34"]).rows, out)
    assert out.read_text(encoding="utf-8").splitlines()[:2] == [",".join(COLUMNS), "001,30,1,80,80,43.6,3.9,True"]
    assert found("file", path=str(out)).places.tolist() == [80, 30, 44, 84]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_operator_without_position(file, found, tmp_path):
    out = tmp_path / "operators.csv"
    write_user_file(import_cnsa(file(HEAD, row("A", 60, "X", place=";")), ["34"]).rows, out)
    assert found("file", path=str(out)).drawn["position"] == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ASSOCIATION LES GENETS", "Asso Les Genêts"),
        ("Fondation de l'Œuvre", "FONDATION L'ŒUVRE"),
        ("Saint-Jean", "SAINT  JEAN"),
    ],
)
def test_same_operator_written_otherwise(one, other):
    assert operator_key(one) == operator_key(other)


def test_other_operators_stay_apart():
    assert operator_key("Les Genêts") != operator_key("Les Genêts d'Or")
    assert operator_key("Association") == "association"


@pytest.mark.parametrize(
    ("lines", "departments", "message"),
    [
        (ROWS, ["75"], "column coordinates.deptcode: expected one of 30, 34, 974, got 75"),
        (ROWS, ["99"], "--department: expected the INSEE code"),
        ((HEAD, row("A", "many", "X")), ["34"], "line 2, column capacity: expected a number from 0 to 10000, got many"),
        ((HEAD, row("A", 60, "X", home="?")), ["34"], "line 2, column isehpad: expected true or false, got ?"),
        (
            (HEAD, row("A", 60, "X", "")),
            ["34"],
            "line 2, column coordinates.deptcode: expected the code of a department",
        ),
        ((HEAD, row("A", 60, "X", status="Public")), ["34"], "expected some « Privé non lucratif », got Public"),
        ((HEAD, row("A", "", "X")), ["34"], "column capacity: expected at least one operator with places, got none"),
        (("title;capacity", "A;60"), ["34"], "expected the column legal_status"),
        ((HEAD.replace("capacity", "capacite"), row("A", 60, "X")), ["34"], "Rename capacite to capacity"),
    ],
)
def test_malformed_directories(file, lines, departments, message):
    with pytest.raises(InputRefused) as refusal:
        import_cnsa(file(*lines), departments)
    assert message in str(refusal.value)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(InputRefused, match="expected a place where a file can be written"):
        write_user_file([{"operator": "1"}], tmp_path / "absent" / "out.csv")
