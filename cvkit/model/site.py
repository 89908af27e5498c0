"""The settings of a home page: its title, and the form of its works."""

from cvkit.model.fields import Flag, Model, Positive
from cvkit.model.text import TextField


class Site(Model):
    """The settings of a document that is a home page."""

    title: TextField | None = None
    """The title of the page, if it is not the name of the owner."""
    stars: Flag = True
    """Whether a work with a repository on GitHub shows its stars, on acad-homepage."""
    boxes: Positive | None = None
    """How many works with a picture are printed as boxes, on acad-homepage; all of them by default."""
