"""The pages of the site that are made when it is built: the references of the repository, the schema, the gallery.

MkDocs calls the functions of this module (https://www.mkdocs.org/user-guide/configuration/#hooks).
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from pathlib import Path

from gallery import gallery_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from cvkit.model.json_schema import record_schema

ROOT = Path(__file__).parent.parent
COPIES = {
    "data/README.md": "reference/record.md",
    "data/PROBLEMS.md": "reference/diagnostics.md",
    "data/FORMATS.md": "reference/formats.md",
    "data/LANGUAGES.md": "reference/languages.md",
    "data/IMPORT.md": "from/files.md",
    "styles/README.md": "reference/styles.md",
    "cvkit/GLOSSARY.md": "reference/terms.md",
    "CHANGELOG.md": "changes.md",
}
"""The pages of the repository that are pages of the site too."""
UNNAMED = {
    '<div class="md-search" data-md-component="search"': 'aria-label="Search"',
    '<input class="md-toggle" data-md-toggle="drawer"': 'aria-label="Navigation"',
    '<input class="md-toggle" data-md-toggle="search"': 'aria-label="Search"',
}
"""Parts of the theme, and the attribute that each lacks."""
CODE = r"(?<!`)(?P<ticks>`+)[\s\S]*?(?<!`)(?P=ticks)(?!`)"
LINK = re.compile(CODE + r"|\[(?P<words>[^\]\n]*)\]\((?P<path>[^)#:\s]+)(?P<place>#[^)]*)?\)")
"""Code, in which nothing is a link; or a link to a file."""
IMAGE = re.compile(r'src="(?P<path>[^":]+)"')


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages to the files of the site."""
    for source, page in COPIES.items():
        files.append(File.generated(config, page, content=_copied(source, page, files, config)))
    schema = json.dumps(record_schema(), ensure_ascii=False, indent=1)
    files.append(File.generated(config, "cv.schema.json", content=schema))
    worker = Path(os.environ["IFRAME_WORKER"])  # with it, browsers search pages that are opened as files
    files.append(File.generated(config, "assets/iframe-worker.js", abs_src_path=os.fspath(worker)))
    for name, content in gallery_page().items():
        files.append(File.generated(config, name, content=content))
    return files


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Give the parts of the theme that have no name a name for screen readers."""
    for part, attribute in UNNAMED.items():
        output = output.replace(part, f"{part} {attribute}")
    return output


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Leave out the page for wrong addresses: it finds its style sheets only if the site has a fixed address."""
    return "" if template_name == "404.html" else output_content


def _copied(source: str, page: str, files: Files, config: MkDocsConfig) -> str:
    """A page of the repository, with links that are right within the site.

    A link to a file that the site does not have stays as its words.
    """
    here = posixpath.dirname(page)

    def link(found: re.Match[str]) -> str:
        if found["ticks"]:
            return found[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), found["path"]))
        if target in COPIES:
            return f"[{found['words']}]({posixpath.relpath(COPIES[target], here or '.')}{found['place'] or ''})"
        return str(found["words"])

    def image(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), found["path"]))
        name = "pictures/" + target.replace("/", "-")
        if not files.get_file_from_path(name):
            files.append(File.generated(config, name, abs_src_path=os.fspath(ROOT / target)))
        return f'src="{posixpath.relpath(name, here or ".")}"'

    text = (ROOT / source).read_text(encoding="utf-8")
    return LINK.sub(link, IMAGE.sub(image, text))
