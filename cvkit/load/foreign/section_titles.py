"""Guess the section of a record from the title of a section in another format."""

from __future__ import annotations

import re

_MEANINGS = (
    ("summary", r"summar|about|profile$|objective|biograph|welcome|introduction"),
    ("patents", r"patent"),
    ("publications", r"publication|paper|article|preprint|manuscript|book"),
    ("talks", r"talk|presentation|lecture(?!r)|keynote|invited"),
    ("teaching", r"teach|course|instruct|lectur"),
    ("grants", r"grant|fund"),
    ("honors", r"award|honou?r|prize|fellowship|scholarship|achievement|distinction"),
    ("supervision", r"supervis|student|advis|mentor"),
    ("service", r"service|review|committee|editorial|volunteer|leadership|organi[sz]ation|extracurricular|outreach"),
    ("certifications", r"certif|licen[cs]|training"),
    ("languages", r"^languages?$|spoken"),
    ("skills", r"skill|technolog|tools|competenc|expertise|programming"),
    ("memberships", r"member|affiliation|societ"),
    ("media", r"media|press"),
    ("news", r"^news"),
    ("software", r"software|open[ -_]?source"),
    ("projects", r"project"),
    ("education", r"educat|degree|academic (?:background|record)|qualification"),
    ("experience", r"experience|employ|work|position|appointment|career|internship"),
    ("referees", r"^referees?$"),
)


def meaning_of(title: str) -> str:
    """The section that a title means; empty if no word of it is known.

    >>> meaning_of("selected_honors"), meaning_of("Invited Talks"), meaning_of("Hobbies")
    ('honors', 'talks', '')
    """
    words = re.sub(r"[_\s]+", " ", title).strip().lower()
    return next((section for section, pattern in _MEANINGS if re.search(pattern, words)), "")
