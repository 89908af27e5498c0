"""Export a home page into the folder of its site: the page, its pictures, and the lines for the user's own files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.commands.export import refuse_omissions
from cvkit.commands.read import locate_errors, read_without_errors
from cvkit.commands.request import Made, Request
from cvkit.commands.select_document import home_page_of, select_document
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.source import Source
from cvkit.write.site.home_page import Home

if TYPE_CHECKING:
    from cvkit.write.unsupported import Omitted

LARGEST_PICTURE = 10_000_000


@dataclass(frozen=True)
class ExportedSite:
    """The files that were written, what was kept or deleted, and the lines that the user's own files need."""

    made: Made
    notes: tuple[str, ...]
    snippets: tuple[tuple[str, str], ...]
    """The name of a file of the site, and lines for it."""
    unsupported: Omitted


def export_site(request: Request, name: str, folder: Path, strict: bool = False) -> ExportedSite:
    """Write a document of a record into a site with the template `name`. The folder is created if it does not exist.

    Raises:
        CvkitError: the record has errors, a page of the site has no markers, or the system refuses to write; or
            `strict`, and the template has no place for content of the document.
    """
    from cvkit.commands.styles import load_style
    from cvkit.deliver.protect import record_sources
    from cvkit.deliver.site_folder import deliver_site
    from cvkit.load.site_config import read_settings
    from cvkit.write.formats import FORMATS, WriterInput
    from cvkit.write.site import files_of, pages_of
    from cvkit.write.site.snippets import config_snippet, navigation_snippet, socials_snippet
    from cvkit.write.unsupported import unsupported_features

    if request.sections:
        hint = "leave out --section: the document decides the sections of the page"
        raise CvkitError("a site has whole pages", ExitStatus.USAGE, hint)
    if folder.exists() and not folder.is_dir():
        raise CvkitError(f"{folder} is a file", ExitStatus.USAGE, "name the folder of the site: -o my-site/")
    source, numbered, diagnostics = read_without_errors(request.record)
    _, document = select_document(numbered, home_page_of(numbered, request))
    inputs = WriterInput(numbered, document, load_style(document.style), (), source.photo)
    unsupported = unsupported_features(FORMATS[name], inputs)
    if strict:
        refuse_omissions(name, unsupported, diagnostics)
    home = Home(inputs)
    config = read_settings(folder, "_config.yml")
    texts, notes = files_of(home, name, config)
    with locate_errors(source):
        files = {**texts, **_pictures(home, source, name)}
    if home.site.pdf:
        files["files/cv.pdf"] = _pdf(Request(request.record, home.site.pdf, is_delivered=False))
    written, update = deliver_site(folder, pages_of(home, name), files, record_sources(source, [document.style]))
    snippets = {
        "_config.yml": config_snippet(home, name, config),
        "_data/navigation.yml": navigation_snippet(home, name, read_settings(folder, "_data/navigation.yml")),
        "_data/socials.yml": socials_snippet(home, name, read_settings(folder, "_data/socials.yml")),
    }
    return ExportedSite(
        Made(tuple(written), diagnostics),
        (*notes, *update.notes),
        tuple((file, lines) for file, lines in snippets.items() if lines),
        unsupported,
    )


def _pdf(request: Request) -> bytes:
    """The PDF of a document."""
    from cvkit.commands.pdf import typeset_documents
    from cvkit.typeset.typesetter import Typesetter

    with Typesetter(request.seconds) as typesetter:
        result, _ = typeset_documents(request, typesetter)
    ((_, content),) = result.pdfs
    return content


def _pictures(home: Home, source: Source, template: str) -> dict[str, bytes]:
    """The pictures of the record that the page shows, by their paths in the site.

    Raises:
        CvkitError: a picture cannot be read, or two pictures have one name.
    """
    from cvkit.system.contained import RefusedFileError, read_within
    from cvkit.write.site.al_folio import PREVIEWS, preview_of
    from cvkit.write.site.paper_box import picture_address

    folder = Path(source.root.file).parent
    found: dict[str, bytes] = {}
    origin: dict[str, str] = {}
    is_al_folio = template == "al-folio"
    photo = None if is_al_folio else home.record.person.photo
    pictures = [(("person", "photo"), photo.file)] if photo else []
    for block in home.page.works:
        if (picture := getattr(home.work(block), "picture", None)) and "://" not in picture.file:
            pictures.append(((*block.origins[0], "picture"), picture.file))  # type: ignore[arg-type]
    for path, file in pictures:
        place = f"{PREVIEWS}{preview_of(file)}" if is_al_folio else picture_address(file)
        try:
            content = read_within(folder, file, LARGEST_PICTURE)
        except RefusedFileError as refused:
            diagnostics = (refused.diagnostic(file, LARGEST_PICTURE, path=path),)
            raise CvkitError("a picture cannot be read", ExitStatus.PROBLEMS, diagnostics=diagnostics) from refused
        if found.setdefault(place, content) != content:
            hint = f"rename {file} or {origin[place]}"
            raise CvkitError(f"two pictures have the name {place}", ExitStatus.PROBLEMS, hint)
        origin[place] = file
    return found
