"""YAMLResume: the sections of JSON Resume under `content`, with the place and the profiles beside the basics."""

from __future__ import annotations

from typing import Any

from cvkit.load.foreign.content import Fields, SourceContent
from cvkit.load.foreign.jsonresume import fill_person, fill_sections, place, profiles
from cvkit.model.source import Span


def fill(parsed: Any, content: SourceContent) -> None:
    """Read a résumé of YAMLResume."""
    root = Fields(parsed, content, "", Span(0, 0, 0, 0))
    root.leave_out("locale", "layouts", "layout")
    resume = root.child("content")
    fill_person(resume.child("basics"), content)
    if resume.has("location"):
        place(resume.child("location"), content)
    profiles(resume.children("profiles"), content)
    fill_sections(resume, content)
    root.leave_out_rest()
