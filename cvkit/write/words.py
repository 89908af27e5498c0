"""The fixed words of a language: section titles, months, what stands between the parts of an entry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One language's words; `{…}` in a value is filled in where it is printed."""

    language: str
    curriculum_vitae: str
    sections: dict[str, str]
    kinds: dict[str, str]
    """Headings of works of one kind."""
    service_groups: dict[str, str]
    supervision_groups: dict[str, str]
    months: tuple[str, ...]
    seasons: dict[str, str]
    present: str
    conjunction: str
    status: dict[str, str]
    marks: dict[str, str]
    patents: dict[str, str]
    patent: str
    patent_events: dict[str, str]
    preprint: str
    pages: str
    page: str
    page_count: str
    article: str
    thousands: str
    impact_factor: str
    edition: str
    top_percent: str
    acceptance: str
    acceptance_counts: str
    degree: str
    student: str
    thesis: str
    advisor: str
    supervisor: str
    now: str
    more_authors: str

    def number(self, value: int) -> str:
        """A whole number with the language's thousands separator."""
        return f"{value:,}".replace(",", self.thousands)


ENGLISH = Words(
    language="en",
    curriculum_vitae="Curriculum Vitae",
    sections={
        "research": "Research Experience",
        "experience": "Work Experience",
        "education": "Education",
        "publications": "Publications",
        "patents": "Patents",
        "supervision": "Student Supervision",
        "service": "Academic Service",
        "honors": "Honors and Awards",
    },
    kinds={
        "journal": "Journal Articles",
        "conference": "Conference Papers",
        "workshop": "Workshop Papers",
        "poster": "Posters",
        "wip": "Work in Progress",
        "demo": "Demonstrations",
        "preprint": "Preprints",
        "book": "Books",
        "chapter": "Book Chapters",
        "thesis": "Theses",
        "report": "Reports",
        "patent": "Patents",
        "software": "Software",
        "dataset": "Datasets",
        "talk": "Talks",
        "other": "Other Works",
    },
    service_groups={
        "committee": "Chairs and Committees",
        "board": "Board of Directors",
        "reviewer": "External Reviewer",
        "other": "",
    },
    supervision_groups={"current": "Current Students", "alumni": "Alumni and Former Interns"},
    months=("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
    seasons={"spring": "Spring", "summer": "Summer", "autumn": "Autumn", "winter": "Winter"},
    present="Present",
    conjunction="and",
    status={
        "in-preparation": "in preparation",
        "submitted": "under review",
        "accepted": "accepted",
        "in-press": "in press",
        "online-first": "published online",
        "published": "",
    },
    marks={
        "equal_contributor": "equal contribution",
        "senior": "joint senior authors",
        "corresponding": "corresponding author",
    },
    patents={
        "KR": "Korean patent",
        "US": "US patent",
        "JP": "Japanese patent",
        "CN": "Chinese patent",
        "TW": "Taiwanese patent",
        "EP": "European patent",
        "DE": "German patent",
        "FR": "French patent",
        "GB": "British patent",
        "CA": "Canadian patent",
        "IN": "Indian patent",
        "WO": "PCT application",
    },
    patent="{country} patent",
    patent_events={"granted": "granted", "published": "published", "filed": "filed"},
    preprint="arXiv preprint",
    pages="pp. {pages}",
    page="p. {pages}",
    page_count="{count} pages",
    article="article {number}",
    thousands=",",
    impact_factor="IF {value}",
    edition="JCR {year}",
    top_percent="top {percent}%",
    acceptance="Acceptance {rate}%",
    acceptance_counts="{accepted} of {submitted}",
    degree="{degree} in {field}",
    student="{degree} student",
    thesis="Thesis: ",
    advisor="Advisor: ",
    supervisor="Supervisor: ",
    now="Now",
    more_authors="and {count} more",
)
