"""Home pages: the pages of sites that Jekyll builds, and the files beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cvkit.write.site.home_page import Home, Region


def pages_of(home: Home, template: str) -> dict[str, tuple[str, Sequence[Region]]]:
    """Return the pages of a site that have parts, by their paths: the whole text of each, and its parts."""
    from cvkit.write.site import acad_homepage, academicpages
    from cvkit.write.site.collections import CV_PAGE, cv_page
    from cvkit.write.site.home_page import ABOUT_PAGE

    if template == "al-folio":
        return {}
    if template == "acad-homepage":
        return {ABOUT_PAGE: (acad_homepage.write(home.inputs), acad_homepage.acad_regions(home))}
    regions = academicpages.home_regions(home)
    pages: dict[str, tuple[str, Sequence[Region]]] = {ABOUT_PAGE: (academicpages.write(home.inputs), regions)}
    return {**pages, CV_PAGE: cv_page(home, regions)} if home.site.cv else pages


def files_of(home: Home, template: str, config: Mapping[str, Any]) -> tuple[dict[str, bytes], list[str]]:
    """Return the other files of a site that are text, by their paths, and notes. `config` are the site's settings."""
    from cvkit.write.site import al_folio
    from cvkit.write.site.collections import collection_files

    if template == "al-folio":
        return {al_folio.BIBLIOGRAPHY: al_folio.write(home.inputs).encode()}, []
    return collection_files(home, config) if template == "academicpages" else ({}, [])
