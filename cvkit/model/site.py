"""The settings of a home page: its title, and the form of its works."""

from typing import Literal

from cvkit.model.fields import Flag, Model, Positive, Several, Word
from cvkit.model.text import TextField


class Site(Model):
    """The settings of a document that is a home page."""

    title: TextField | None = None
    """The title of the page, if it is not the name of the owner."""
    collections: Several[Literal["publications", "talks", "teaching"]] = ()
    """The sections whose entries have a page each, on academicpages."""
    bib: Flag = False
    """Whether each publication with a page has a BibTeX file."""
    cv: Flag = False
    """Whether the site has the page `cv.md`, on academicpages."""
    pdf: Word | None = None
    """The document whose PDF is put into the site as `files/cv.pdf`."""
    stars: Flag = True
    """Whether a work with a repository on GitHub shows its stars, on acad-homepage."""
    boxes: Positive | None = None
    """How many works with a picture are printed as boxes, on acad-homepage; all of them by default."""
    selected: Word | None = None
    """The tag of the works that al-folio prints on its first page."""
