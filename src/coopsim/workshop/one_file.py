"""Making one HTML file of the page: styles and modules inside, no address outside.

A module of a file on disk may not load another; modules in `data:` addresses
may, by an import map. So each module goes into the map under a name of its own.
"""

from __future__ import annotations

import base64
import json
import posixpath
import re
from pathlib import Path

from coopsim.workshop.pages import FOLDER, KINDS, page_files

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
ROOM = "page/"
SOURCE, SOURCE_OF_FILE, SOURCE_OF_SERVER = "source.js", "source-file.js", "source-server.js"
"""Where numbers come from; in the file, the second stands in for the first."""

LEFT_OUT = re.compile(r"phone.*|source-server\.js|source\.js")
STYLE = re.compile(r"""<link\b[^>]*\brel=["']stylesheet["'][^>]*>""")
MODULE = re.compile(r"""<script\b[^>]*\btype=["']module["'][^>]*\bsrc=["']([^"']+)["'][^>]*>\s*</script>""")
ADDRESS = re.compile(r"""\bhref=["']([^"']+)["']""")
IMAGE = re.compile(r"""\b(src|href)=(["'])([^"'#:]+\.(?:svg|png|ico))\2""")
IMPORT = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*)(["'])(\.{1,2}/[^"']+)\2""")
WORDS = re.compile(r"words/(\w+)\.json")


def assembled(data: str, language: str, folder: Path = FOLDER) -> str:
    """The whole file.

    Parameters
    ----------
    data : str, base64
    language : str, fr or en
    folder : Path, of the page

    Returns
    -------
    str, HTML
    """
    files = page_files(folder)
    html = files["index.html"].read_text(encoding="utf-8")
    entries = [_clean(address) for address in MODULE.findall(html)]
    html = MODULE.sub("", STYLE.sub(lambda found: _style(found.group(), files), html))
    html = IMAGE.sub(lambda found: f'{found[1]}="{_data(files[_clean(found[3])])}"', html)
    html = re.sub(r"<html\b[^>]*>", f'<html lang="{language}" data-lang="{language}" data-offline>', html, count=1)
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">{_import_map(files)}'
    html = re.sub(r"(<head\b[^>]*>\s*(?:<meta charset=[^>]*>)?)", lambda found: found[1] + head, html, count=1)
    started = "".join(f'<script type="module">import "{ROOM}{entry}";</script>' for entry in entries)
    stored = f'<script type="application/octet-stream" id="coopsim-data">{data}</script>'
    return html.replace("</body>", f"{_words(files)}{stored}{started}</body>")


def renamed_imports(text: str, address: str) -> str:
    """A module whose imports go by the names of the import map.

    Parameters
    ----------
    text : str
    address : str, of the module in the page

    Returns
    -------
    str

    Examples
    --------
    >>> renamed_imports('import { draw } from "../map.js";', "screens/scene.js")
    'import { draw } from "page/map.js";'
    """
    folder = posixpath.dirname(address)
    return IMPORT.sub(
        lambda found: f'{found[1]}"{ROOM}{posixpath.normpath(posixpath.join(folder, found[3]))}"', text
    )


def _import_map(files: dict[str, Path]) -> str:
    """Every module of the page under its name."""
    modules = {name: file for name, file in files.items() if name.endswith(".js") and not LEFT_OUT.fullmatch(name)}
    if SOURCE_OF_FILE in files:
        modules[SOURCE] = files[SOURCE_OF_FILE]
    named = {
        f"{ROOM}{name}": _as_data(renamed_imports(file.read_text(encoding="utf-8"), name).encode(), "text/javascript")
        for name, file in modules.items()
    }
    return f'<script type="importmap">{json.dumps({"imports": named})}</script>'


def _words(files: dict[str, Path]) -> str:
    """The words of each language."""
    found = {match[1]: file for name, file in files.items() if (match := WORDS.fullmatch(name))}
    return "".join(
        f'<script type="application/json" id="words-{language}">{_in_script(file)}</script>'
        for language, file in sorted(found.items())
    )


def _in_script(file: Path) -> str:
    """JSON that may stand in a script."""
    return file.read_text(encoding="utf-8").replace("</", "<\\/")


def _style(link: str, files: dict[str, Path]) -> str:
    """A style sheet in place of its link; the medium it is for is kept."""
    (address,) = ADDRESS.findall(link)
    media = re.search(r"""\bmedia=["'][^"']+["']""", link)
    text = files[_clean(address)].read_text(encoding="utf-8")
    return f"<style{' ' + media.group() if media else ''}>\n{text}</style>"


def _data(file: Path) -> str:
    return _as_data(file.read_bytes(), KINDS[file.suffix].partition(";")[0])


def _as_data(content: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _clean(address: str) -> str:
    """An address of the page without its leading signs."""
    return posixpath.normpath(address.lstrip("/"))
