"""Departments of metropolitan France: code, name, chief town, inhabitants.

Typed from general knowledge: positions to about a kilometre, inhabitants to
the thousand (about 2020). They place associations on a map and share a
synthetic population out among departments; nothing else rests on them.
The five departments overseas are not known to coopsim.
"""

from __future__ import annotations

from dataclasses import dataclass

from coopsim.errors import InputRefused, nearest


@dataclass(frozen=True)
class Department:
    """One department.

    Attributes
    ----------
    code : str, INSEE code
    name : str, French name; English keeps it
    latitude, longitude : float, degrees, chief town
    inhabitants : int, thousands
    """

    code: str
    name: str
    latitude: float
    longitude: float
    inhabitants: int


_ROWS = """
01;Ain;46.21;5.23;657
02;Aisne;49.56;3.62;529
03;Allier;46.57;3.33;335
04;Alpes-de-Haute-Provence;44.09;6.24;165
05;Hautes-Alpes;44.56;6.08;141
06;Alpes-Maritimes;43.70;7.27;1097
07;Ardèche;44.74;4.60;329
08;Ardennes;49.77;4.72;270
09;Ariège;42.97;1.61;154
10;Aube;48.30;4.08;311
11;Aude;43.21;2.35;375
12;Aveyron;44.35;2.57;279
13;Bouches-du-Rhône;43.30;5.37;2048
14;Calvados;49.18;-0.37;695
15;Cantal;44.93;2.44;144
16;Charente;45.65;0.16;352
17;Charente-Maritime;46.16;-1.15;655
18;Cher;47.08;2.40;302
19;Corrèze;45.27;1.77;240
21;Côte-d'Or;47.32;5.04;535
22;Côtes-d'Armor;48.51;-2.77;602
23;Creuse;46.17;1.87;116
24;Dordogne;45.18;0.72;413
25;Doubs;47.24;6.02;546
26;Drôme;44.93;4.89;518
27;Eure;49.02;1.15;599
28;Eure-et-Loir;48.45;1.49;431
29;Finistère;48.00;-4.10;917
2A;Corse-du-Sud;41.93;8.74;160
2B;Haute-Corse;42.70;9.45;183
30;Gard;43.84;4.36;750
31;Haute-Garonne;43.60;1.44;1416
32;Gers;43.65;0.59;192
33;Gironde;44.84;-0.58;1636
34;Hérault;43.61;3.88;1188
35;Ille-et-Vilaine;48.11;-1.68;1088
36;Indre;46.81;1.69;218
37;Indre-et-Loire;47.39;0.69;612
38;Isère;45.19;5.72;1277
39;Jura;46.67;5.55;259
40;Landes;43.89;-0.50;418
41;Loir-et-Cher;47.59;1.33;329
42;Loire;45.44;4.39;767
43;Haute-Loire;45.04;3.88;227
44;Loire-Atlantique;47.22;-1.55;1437
45;Loiret;47.90;1.91;682
46;Lot;44.45;1.44;174
47;Lot-et-Garonne;44.20;0.62;331
48;Lozère;44.52;3.50;77
49;Maine-et-Loire;47.47;-0.56;820
50;Manche;49.12;-1.09;496
51;Marne;48.96;4.37;566
52;Haute-Marne;48.11;5.14;171
53;Mayenne;48.07;-0.77;307
54;Meurthe-et-Moselle;48.69;6.18;732
55;Meuse;48.77;5.16;183
56;Morbihan;47.66;-2.76;768
57;Moselle;49.12;6.18;1046
58;Nièvre;46.99;3.16;203
59;Nord;50.63;3.06;2607
60;Oise;49.43;2.08;829
61;Orne;48.43;0.09;278
62;Pas-de-Calais;50.29;2.78;1463
63;Puy-de-Dôme;45.78;3.08;662
64;Pyrénées-Atlantiques;43.30;-0.37;688
65;Hautes-Pyrénées;43.23;0.07;230
66;Pyrénées-Orientales;42.70;2.90;482
67;Bas-Rhin;48.57;7.75;1148
68;Haut-Rhin;48.08;7.36;767
69;Rhône;45.76;4.84;1883
70;Haute-Saône;47.62;6.16;235
71;Saône-et-Loire;46.31;4.83;551
72;Sarthe;48.00;0.20;567
73;Savoie;45.57;5.92;439
74;Haute-Savoie;45.90;6.13;829
75;Paris;48.86;2.35;2146
76;Seine-Maritime;49.44;1.10;1256
77;Seine-et-Marne;48.54;2.66;1428
78;Yvelines;48.80;2.13;1449
79;Deux-Sèvres;46.32;-0.46;375
80;Somme;49.89;2.30;569
81;Tarn;43.93;2.15;391
82;Tarn-et-Garonne;44.02;1.35;262
83;Var;43.12;5.93;1085
84;Vaucluse;43.95;4.81;562
85;Vendée;46.67;-1.43;689
86;Vienne;46.58;0.34;439
87;Haute-Vienne;45.83;1.26;372
88;Vosges;48.17;6.45;362
89;Yonne;47.80;3.57;335
90;Territoire de Belfort;47.64;6.86;140
91;Essonne;48.63;2.44;1306
92;Hauts-de-Seine;48.89;2.20;1626
93;Seine-Saint-Denis;48.91;2.44;1655
94;Val-de-Marne;48.79;2.46;1407
95;Val-d'Oise;49.04;2.08;1252
"""


def _department(line: str) -> Department:
    code, name, latitude, longitude, inhabitants = line.split(";")
    return Department(code, name, float(latitude), float(longitude), int(inhabitants))


DEPARTMENTS = {one.code: one for one in map(_department, _ROWS.split("\n")[1:-1])}
"""The 96 departments of metropolitan France, by INSEE code, in order."""


def department_name(code: str, language: str = "fr") -> str:
    """Name of a department; English keeps the French one.

    Examples
    --------
    >>> department_name("34", "en")
    'Hérault'
    """
    del language  # asked like every other word, and the same in both
    return DEPARTMENTS[code].name


def department_number(code: str) -> int:
    """INSEE code as a number, part of the addresses of draws.

    In base 36, because the codes of Corsica have letters.

    Examples
    --------
    >>> department_number("34"), department_number("2A")
    (112, 82)
    """
    return int(code, 36)


def department_code(written: object, place: str, key: str) -> str:
    """INSEE code of a department as somebody wrote it: 1, 01, 34.0, 2a.

    Raises
    ------
    InputRefused
        Not a department of metropolitan France.

    Examples
    --------
    >>> department_code("2a", "mine.csv", "line 2, column department")
    '2A'
    """
    text = str(written).strip().upper().removesuffix(".0")
    code = text.zfill(2) if text else text
    if code in DEPARTMENTS:
        return code
    expected = "the INSEE code of a department of metropolitan France"
    raise InputRefused(place, key, expected, str(written).strip() or "an empty cell", _remedy(str(written).strip()))


def _remedy(text: str) -> str:
    """The nearest code, whether a name or a code was written."""
    names = {one.name.lower(): one.code for one in DEPARTMENTS.values()}
    name = nearest(text.lower(), names).removeprefix("did you mean ").removesuffix("?")
    if name:
        return f"did you mean {names[name]} ({DEPARTMENTS[names[name]].name})?"
    return nearest(text.upper(), DEPARTMENTS)
