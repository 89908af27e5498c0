"""The list keys of sections without works, and sections that are printed as one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result

RECORD = """\
news:
  - {id: n3, text: third, date: 2025-03, tags: [best]}
  - {id: n2, text: second, date: 2024-05, tags: [best, other]}
  - {id: n1, text: first, date: 2024-05}
  - {id: n0, text: undated}
  - {id: nh, text: never, date: 2025, hidden: true, tags: [best]}
experience:
  - {organization: Past, start: 2015, end: 2019}
  - {organization: Long, start: 2010, end: present}
  - {organization: New, start: 2020, end: present}
grants:
  - {title: Won, status: awarded, date: 2020, funder: Fund A}
  - {title: Lost, status: declined, date: 2021, funder: Fund B}
  - {title: Wait, status: pending, date: 2022, funder: Fund A}
  - {title: Gift, date: 2019}
teaching:
  - {title: Sorting, dates: [2019-spring, 2021-spring]}
  - {title: Merging, dates: [2020-autumn]}
supervision:
  - {name: Now, periods: [{start: 2020, end: present}]}
  - {name: Then, periods: [{start: 2018, end: 2019}], status: alumni}
service:
  - {role: reviewer, organization: ConEx, dates: [2023, 2024]}
  - {role: Chair, organization: Workshop, date: 2022, kind: committee}
languages: [{name: English, tags: [first]}, {name: Korean}]
talks: [{id: t1, title: Talk, date: 2024-08, authors: "Ada Miller†, Bo Bee†"}]
media: [{title: Radio, date: 2025-01}, {title: Paper, date: 2024-01}]
sections: {Outreach: [{text: Old, date: 2001}, {text: Young, date: 2020}, {text: Always}]}
documents: {full: {sections: [SECTION]}}
"""

WORDS = (
    "third second first undated never Past Long New Won Lost Wait Gift Sorting Merging Now Then ConEx Workshop English "
    "Korean Talk Radio Paper Old Young Always"
).split()

CASES = {
    "news: {order: newest-first}": "third second first undated",
    "news: {order: oldest-first}": "first second third undated",
    "news: {order: as-listed}": "third second first undated",
    "news: {limit: 1, order: oldest-first}": "first",
    "news: {where: {tags: best}}": "third second",
    "news: {where: {tags: [other, none]}}": "second",
    "news: {where: {ids: [n1, n3]}}": "first third",
    "news: {where: {since: 2025}}": "third undated",
    "news: {where: {until: 2024-05}}": "second first undated",
    "news: {group_by: year}": "undated # 2025 third # 2024 second first",
    "news: {group_by: year, order: oldest-first}": "undated # 2024 first second # 2025 third",
    "experience: {order: newest-first}": "New Long Past",
    "experience: {order: oldest-first}": "Past Long New",
    "experience: {group_by: year}": "# 2019 Past # Present Long New",
    "experience: {where: {since: 2020}}": "Long New",
    "experience: {where: {until: 2015}}": "Past Long",
    "grants: {where: {status: [awarded, pending]}}": "Won Wait Gift",
    "grants: {group_by: funder}": "Gift # Fund A Won Wait # Fund B Lost",
    "grants: {group_by: none, order: newest-first}": "Wait Lost Won Gift",
    "teaching: {order: newest-first}": "Sorting Merging",
    "teaching: {where: {since: 2021}}": "Sorting",
    "teaching: {where: {until: 2020-03}}": "Sorting",
    "supervision: {}": "# Current Students Now # Alumni Then",
    "supervision: {group_by: none, order: oldest-first}": "Then Now",
    "supervision: {where: {status: alumni}}": "# Alumni Then",
    "service: {group_by: none}": "ConEx Workshop",
    "service: {group_by: kind}": "# Reviewer ConEx # Chairs and Committees Workshop",
    "service: {group_by: year}": "# 2024 ConEx # 2022 Workshop",
    "languages: {where: {tags: first}}": "English",
    "languages: {limit: 1}": "English",
    "Outreach: {order: newest-first, where: {since: 2010}}": "Young Always",
    "merged: {of: [talks, media]}": "Radio Talk Paper",
    "merged: {of: [media, talks], order: oldest-first}": "Paper Talk Radio",
    "merged: {of: [media, talks], limit: 2}": "Radio Talk",
    "merged: {of: [media, talks], group_by: year}": "# 2025 Radio # 2024 Talk Paper",
    "merged: {of: [news, Outreach], where: {since: 2020}}": "third second first Young undated Always",
    "merged: {of: news}": "third second first undated",
    "merged: {of: [supervision, service, teaching], where: {since: 2021}}": "Now ConEx Workshop Sorting",
}


@pytest.mark.parametrize(("section", "wanted"), CASES.items())
def test_a_section_prints_the_entries_that_its_keys_select(
    cvkit: Callable[..., Result], record: Callable[[str], Path], section: str, wanted: str
) -> None:
    file = record(RECORD.replace("SECTION", f"{{{section}}}"))
    assert cvkit("check", file).status == 0, cvkit("check", file).out
    out = cvkit("export", file, "--to", "md").out.partition("\n## ")[2]
    found = re.findall(rf"^###+ (.+)|\b({'|'.join(WORDS)})\b", out.partition("\n")[2], re.MULTILINE)
    shown = [word or (heading if heading in WORDS else f"# {heading}") for heading, word in found]
    assert " ".join(shown) == wanted


def test_services_of_no_kind_are_a_group_without_a_heading(
    cvkit: Callable[..., Result], record: Callable[[str], Path]
) -> None:
    services = "{role: Guide, kind: board, organization: A}, {role: Helper, kind: other}, {role: Friend}"
    file = record(f"service: [{services}]\ndocuments: {{full: {{sections: [{{service: {{group_by: kind}}}}]}}}}\n")
    out = cvkit("export", file, "--to", "md").out
    assert out.count("###") == 1 and out.index("Helper") < out.index("Friend") < out.index("###") < out.index("Guide")


BULLETS = """\
research:
  - title: A
    tags: [best]
    highlights:
      - Young
      - {text: First, tags: best}
      - {text: Past, tags: [rest]}
      - Long: [Inner, {text: Gift, tags: rest}, {text: Won, tags: [rest, best]}]
      - {text: Wait, tags: rest, highlights: [Radio]}
documents: {full: {sections: [SECTION]}}
"""


@pytest.mark.parametrize(
    ("section", "wanted"),
    {
        "research": "Young|First|Past|Long:|  Inner|  Gift|  Won|Wait|  Radio",
        "{research: {where: {tags: best}}}": "Young|First|Long:|  Inner|  Won",
    }.items(),
)
def test_tags_select_bullets_at_both_levels(
    cvkit: Callable[..., Result], record: Callable[[str], Path], section: str, wanted: str
) -> None:
    out = cvkit("export", record(BULLETS.replace("SECTION", section)), "--to", "md").out
    assert "|".join(line.replace("- ", "") for line in out.splitlines() if line.lstrip().startswith("- ")) == wanted
