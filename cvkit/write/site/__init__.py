"""Home pages: the pages of sites that Jekyll builds, and the files beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvkit.write.site.home_page import Home, Region


def pages_of(home: Home, template: str) -> dict[str, tuple[str, Sequence[Region]]]:
    """Return the pages of a site that have parts, by their paths: the whole text of each, and its parts."""
    from cvkit.write.site import acad_homepage, academicpages
    from cvkit.write.site.home_page import PAGE

    if template == "academicpages":
        return {PAGE: (academicpages.write(home.inputs), academicpages.home_regions(home))}
    return {PAGE: (acad_homepage.write(home.inputs), acad_homepage.acad_regions(home))}
