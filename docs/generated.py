"""The pages of the site that are written from the code, each time it is built.

A hook of mkdocs: levers, columns of a store, commands, notebooks as pages, and
the French pages of levers, parameters, measures and words. A section of
``nav`` that ends with a slash lists the pages of that folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

DOCS = Path(__file__).parent
NOTEBOOKS = DOCS.parent / "notebooks"
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
BILINGUAL = " · "


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are written from the code.

    Parameters
    ----------
    files : Files of the site so far
    config : MkDocsConfig

    Returns
    -------
    Files
    """
    for path, text in written().items():
        files.append(File.generated(config, path, content=text))
    config.nav = [_listed(entry, files) for entry in config.nav or []]
    config.nav = [entry for entry in config.nav if entry]
    return files


def on_post_page(output: str, page: Any, config: MkDocsConfig) -> str:
    """Say of a French page that it is French, for whoever has it read aloud.

    Parameters
    ----------
    output : str, HTML
    page : mkdocs Page
    config : MkDocsConfig

    Returns
    -------
    str, HTML
    """
    french = page.file.src_uri.split("/")[-2:-1] == ["fr"]
    return output.replace('<html lang="en"', '<html lang="fr"', 1) if french else output


def written() -> dict[str, str]:
    """Every page that is written from the code, by its path in the site.

    Returns
    -------
    dict of str, Markdown by path
    """
    pages = {path: write() for path, write in PAGES.items()}
    return pages | {f"notebooks/{file.stem}.md": notebook(file) for file in sorted(NOTEBOOKS.glob("*.ipynb"))}


def _listed(entry: Any, files: Files) -> Any:
    """An entry of nav; that of a folder becomes the list of its pages, or nothing where it has none."""
    (title, target), *_ = entry.items()
    if not isinstance(target, str) or not target.endswith("/"):
        return entry
    pages = [file.src_uri for file in files.documentation_pages() if file.src_uri.startswith(target)]
    found = sorted(pages, key=lambda page: (page.count("/"), page))
    return {title: found} if found else None


def table(heading: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table in Markdown.

    Parameters
    ----------
    heading : tuple of str
    rows : list of tuple of str

    Returns
    -------
    str
    """
    lines = [heading, ("---",) * len(heading), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '∣') for cell in line)} |" for line in lines) + "\n"


def levers() -> str:
    """What each lever changes, from its declaration and from its rules.

    Returns
    -------
    str, Markdown
    """
    parts = [
        "# Levers\n",
        "What public policy sets, written from the code. Each has a course of dates, may differ by department, and "
        "changes nothing at 0. Values of the baseline and evidence stand in [parameters](../parameters.md).\n",
    ]
    for one in _of("levers."):
        name = one.key.partition(".")[2]
        parts += [
            f"## `{name}`\n",
            f"{one.en} · *{one.fr}*. Unit: {one.unit}, {one.bounds[0]:.12g} … {one.bounds[1]:.12g}.\n",
            *_rules(name),
        ]
    return "\n".join(parts)


def _rules(lever: str) -> list[str]:
    """The first lines of the rules of a lever."""
    from coopsim._compile import Compiled

    module = import_module(f"coopsim.levers.{lever}")
    rules = [rule for rule in vars(module).values() if isinstance(rule, Compiled)]
    own = [rule.py_func for rule in rules if rule.py_func.__module__ == module.__name__]
    return [f"- `{rule.__name__}`: {_first_words(rule)}" for rule in own] + [""]


def _first_words(rule: Callable[..., Any]) -> str:
    """What a docstring says before its sections, on one line."""
    return " ".join((rule.__doc__ or "").partition("Parameters\n")[0].split())


def _of(prefix: str) -> list[Any]:
    """The declared numbers under a prefix."""
    from coopsim.scenario.knobs import declared

    return [one for one in declared() if one.key.startswith(prefix)]


def columns() -> str:
    """What each column of a store means.

    Returns
    -------
    str, Markdown
    """
    from coopsim.lab.records.columns import SCHEMAS
    from coopsim.lab.store.dictionary import dictionary_of

    rows = dictionary_of(SCHEMAS).to_pylist()
    parts = ["# Columns of a store\n", "Written from the code; every export carries them as a sheet.\n"]
    for name, group in groupby(rows, key=lambda row: row["table"]):
        cells = [(f"`{one['column']}`", one["type"], one["unit"], one["en"], one["fr"]) for one in group]
        parts += [f"## `{name}`\n", table(("column", "type", "unit", "meaning", "sens"), cells)]
    return "\n".join(parts)


def commands() -> str:
    """What `--help` says of every command.

    Returns
    -------
    str, Markdown
    """
    import typer

    from coopsim.cli import app

    parts = ["# Commands\n", "What `coopsim COMMAND --help` says, written from the code.\n"]
    for name, told in _helps(typer.main.get_command(app), "coopsim"):
        parts += [f"## `{name}`\n", f"```text\n{told.rstrip()}\n```\n"]
    return "\n".join(parts)


def _helps(command: Any, name: str) -> Iterator[tuple[str, str]]:
    """Name and help of a command and of those below it."""
    context = command.make_context(name, [], resilient_parsing=True)
    context.terminal_width = context.max_content_width = 100
    yield name, command.get_help(context)
    for inner, below in getattr(command, "commands", {}).items():
        yield from _helps(below, f"{name} {inner}")


def notebook(file: Path) -> str:
    """A notebook as a page: its words and its code.

    Parameters
    ----------
    file : Path

    Returns
    -------
    str, Markdown
    """
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join(_cell(cell["cell_type"], "".join(cell["source"])) for cell in cells) + "\n"


def _cell(kind: str, source: str) -> str:
    return source if kind == "markdown" else f"```python\n{source}\n```"


def french_levers() -> str:
    """Meaning of the levers in French.

    Returns
    -------
    str, Markdown
    """
    return _french("Leviers", "Ce que règle la politique publique. À 0, un levier ne change rien.", "levers.")


def french_parameters() -> str:
    """Meaning of the parameters in French.

    Returns
    -------
    str, Markdown
    """
    told = "Les constantes du modèle ; valeurs et sources dans [le tableau complet](../parameters.md)."
    return _french("Paramètres", told.replace(" ;", "\N{NARROW NO-BREAK SPACE};"), "parameters.")


def _french(title: str, told: str, prefix: str) -> str:
    """A page of meanings in French, one section for each table."""
    parts = [f"# {title}\n", f"{told}\n"]
    for room, group in groupby(_of(prefix), key=lambda one: one.key.rpartition(".")[0]):
        cells = [(f"`{one.key.rpartition('.')[2]}`", one.fr, one.unit, _bounds(one)) for one in group]
        parts += [f"## `{room}`\n", table(("clé", "sens", "unité", "bornes"), cells)]
    return "\n".join(parts)


def _bounds(one: Any) -> str:
    """The bounds of a number, as French writes numbers."""
    return f"{one.bounds[0]:.12g} … {one.bounds[1]:.12g}".replace(".", ",").replace("-", "−")


def french_measures() -> str:
    """Meaning of the measures in French.

    Returns
    -------
    str, Markdown
    """
    from coopsim.measures.meanings import MEANINGS

    told = "Les colonnes du tableau `measures`, une ligne par simulation et par trimestre."
    rows = [(f"`{name}`", meaning.fr, meaning.unit) for name, meaning in MEANINGS.items()]
    return f"# Mesures\n\n{told}\n\n{table(('colonne', 'sens', 'unité'), rows)}"


def french_glossary() -> str:
    """The glossary from French to the words of the code.

    Returns
    -------
    str, Markdown
    """
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    parts = ["# Glossaire\n", "Du français au mot anglais du code, des fichiers et des colonnes.\n"]
    for section in text.split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        rows = sorted(_pairs(body), key=lambda pair: pair[0].casefold())
        if rows:
            parts += [f"## {heading.split(BILINGUAL)[-1]}\n", table(("mot", "mot du code"), rows)]
    return "\n".join(parts)


def _pairs(body: str) -> list[tuple[str, ...]]:
    """French and English words of the table of a section; those without a French word are left out."""
    lines = [line for line in body.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r" ?\| ?", line.strip("| "))] for line in lines[2:]]
    return [(line[1], line[0]) for line in cells if len(line) > 1 and line[1]]


PAGES: dict[str, Callable[[], str]] = {
    "reference/levers.md": levers,
    "reference/columns.md": columns,
    "reference/commands.md": commands,
    "fr/leviers.md": french_levers,
    "fr/parametres.md": french_parameters,
    "fr/mesures.md": french_measures,
    "fr/glossaire.md": french_glossary,
}
"""Each generated page, and the function that writes it."""
