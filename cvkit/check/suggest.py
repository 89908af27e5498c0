"""Guess which field an unknown key means: it has a typo, is a synonym, or belongs elsewhere in the record."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from typing import NamedTuple

from cvkit.check.model_fields import fields_at, other_levels, parent_below
from cvkit.model.diagnostic import KeyPath, Replacement
from cvkit.model.did_you_mean import closest_match, edit_distance
from cvkit.model.fields import Model

SYNONYMS = {
    "email": "mail e_mail email_address mail_address electronic_mail",
    "phone": "tel telephone mobile cell phone_number telephone_number",
    "links": "websites urls homepages profiles website homepage",
    "url": "link href address web uri website homepage",
    "location": "place city address country_and_city where region",
    "place": "location city where",
    "publisher_place": "place city location address publisher_city",
    "name": "full_name fullname label who person title student language skill",
    "aliases": "alias alternative_names other_names also_known_as aka spellings",
    "affiliation": "employer organization institution university company workplace",
    "position": "job role job_title headline profession",
    "institution": "university school college institute alma_mater organization academy hospital clinic",
    "organization": "organisation employer company journal conference event venue institution university host "
    "affiliation school firm hospital clinic practice agency",
    "organizations": "organisations employers companies institutions universities journals",
    "field": "area major subject discipline study field_of_study area_of_study program programme",
    "degree": "qualification diploma study_type studytype level",
    "advisor": "adviser supervisor promotor mentor",
    "supervisor": "boss advisor adviser manager mentor",
    "thesis": "dissertation thesis_title",
    "role": "position job job_title function title post task type",
    "title": "name headline heading subject designation course course_title course_name",
    "highlights": "bullets details summary description achievements responsibilities items points tasks duties",
    "start": "from begin since start_date startdate started beginning",
    "end": "to until end_date enddate finish finished ended",
    "date": "year when month day published issued released publication_date pubdate semester term period "
    "awarded received obtained defended presented graduated completed",
    "authors": "author by writers creators contributors people",
    "inventors": "inventor authors author by",
    "venue": "journal booktitle book school conference proceedings container publication magazine newspaper "
    "appeared_in published_in in",
    "short": "abbreviation acronym short_name abbr shortname",
    "genre": "thesis_type type_of_thesis degree",
    "kind": "type category entrytype entry_type class sort genre",
    "volume": "vol tome band",
    "issue": "no issue_number number",
    "number": "patent_number no num application_number report_number",
    "pages": "page pp page_range",
    "article_number": "article_no articleno paper_number",
    "doi": "digital_object_identifier doi_url",
    "arxiv": "eprint arxiv_id arxivid",
    "note": "comment remark annotation notes addendum comments",
    "tags": "keywords labels categories tag topics",
    "awards": "prizes award honors honours distinctions",
    "honors": "awards honours prizes achievements distinctions scholarships award honor",
    "by": "awarder issuer organization giver institution granted_by issued_by from",
    "publications": "papers articles bibliography pubs works references journal_articles publication paper",
    "experience": "work jobs employment positions work_experience career professional_experience appointments",
    "education": "studies degrees academic_background schools training",
    "research": "research_experience projects research_projects",
    "supervision": "students mentoring advisees thesis_supervision mentees",
    "service": "reviewing committees professional_service academic_service services reviews",
    "patents": "patent inventions intellectual_property",
    "grants": "funding grant funded_projects",
    "projects": "project research_projects",
    "amount": "sum award_amount funding_amount",
    "funder": "by donor agency sponsor funding_agency funding_body organization institution",
    "investigators": "pis team co_investigators copis principal_investigators",
    "own_amount": "my_amount own_share my_share",
    "share": "percent percentage own_percent",
    "funding": "grants grant funded_by funders acknowledgements",
    "erratum_of": "corrects correction_of corrigendum_of erratum",
    "retracted": "retraction withdrawn",
    "repository": "github gitlab repo code_url source source_code bitbucket code_repository",
    "refereed": "peer_reviewed reviewed peer_review",
    "open_access": "oa openaccess is_open_access",
    "significance": "impact importance",
    "contribution": "my_contribution own_contribution role",
    "posts": "positions roles jobs",
    "expected": "expected_graduation graduation expected_end",
    "grade": "gpa score result marks final_grade",
    "minor": "minors minor_field",
    "courses": "coursework modules",
    "level": "stage career_stage",
    "co_advisors": "co_advisor coadvisors coadvisor co_supervisors cosupervisors co_supervisor",
    "committee": "committee_members examiners jury",
    "code": "course_code course_number number no",
    "enrolment": "enrollment students class_size enrolled",
    "hours": "contact_hours teaching_hours hours_taught lecture_hours number_of_hours",
    "ects": "credits ects_credits credit_points ects_points",
    "evaluation": "evaluations rating student_evaluation",
    "talks": "presentations invited_talks lectures talk speeches",
    "teaching": "courses classes lectures course",
    "skills": "skill competences abilities expertise technologies",
    "languages": "language spoken_languages",
    "memberships": "membership societies affiliations",
    "software": "tools code programs packages",
    "datasets": "data dataset",
    "summary": "about profile bio biography objective introduction",
    "person": "basics personal cv owner contact profile personal_information about_me header me",
    "documents": "document outputs designs output",
    "language": "lang locale",
    "paper": "papersize paper_size page_size format",
    "max_pages": "pages page_limit page_max",
    "owner_role": "role my_role",
    "style": "theme template design class look layout",
    "sections": "section parts contents order_of_sections",
    "limit": "max maximum top count n head",
    "where": "filter select selection only query if",
    "order": "sort sort_by sorting direction",
    "group_by": "group grouping groupby grouped_by",
    "max_authors": "authors_max author_limit etal max_names",
    "names": "name_format name_style author_format",
    "since": "from after start year_from",
    "until": "to before end year_to",
    "ids": "id keys entries works",
    "status": "state pubstate stage",
    "granted": "grant_date date issued award_date granted_on",
    "filed": "filing_date application_date applied submitted filed_on",
    "country": "office jurisdiction nation",
    "topic": "subject theme project thesis",
    "periods": "durations stays",
    "dates": "years when date_list",
    "count": "times number amount how_many",
    "given": "first first_name given_name firstname forename",
    "family": "last last_name surname family_name lastname",
    "corresponding": "corresponding_author contact is_corresponding corresponds",
    "equal_contributor": "equal equal_contribution co_first cofirst equal_contrib contributed_equally joint_first",
    "affiliations": "affiliation institutions universities",
    "orcid": "orcid_id orcidid",
    "event": "conference meeting workshop venue",
    "version_of": "preprint_of supersedes same_as replaces published_as",
    "pin": "fixed fix label_number forced_number",
    "hidden": "hide invisible private draft",
    "numbered": "counted number_it numbering",
    "acceptance": "acceptance_rate selectivity accept_rate",
    "metrics": "if impact impact_factor jif metric",
    "quartile": "q jcr_quartile sjr",
    "value": "factor score figure amount",
    "top_percent": "percentile top rank percent",
    "series": "serie prefix letter",
    "label": "format label_format name text title",
    "markers": "marks signs symbols footnotes legend",
    "cvkit": "version format schema cv_version",
    "numbering": "numbers labels count counters",
    "current_position": "now current_job first_position placement present_position",
    "x": "twitter",
    "bluesky": "bsky",
    "google_scholar": "scholar googlescholar gscholar",
    "stackoverflow": "stack_overflow",
    "web_of_science": "wos researcherid publons",
    "huggingface": "hugging_face hf",
    "profiles": "social_networks social networks accounts",
    "native": "native_name original_name local_name",
    "isbn": "isbn13 isbn10",
    "issn": "print_issn pissn",
    "eissn": "e_issn online_issn electronic_issn",
}
"""Field → synonyms, from other tools and from everyday language."""

_SECOND = {"type": "genre", "genre": "kind", "category": "tags"}
"""Word → the field that it means in an entry that has the first one already."""


@functools.cache
def _meant_fields() -> dict[str, list[str]]:
    """Synonym → the fields that it can mean."""
    meant: dict[str, list[str]] = {}
    for field, words in SYNONYMS.items():
        for word in words.split():
            meant.setdefault(word, []).append(field)
    return meant


class KeyGuess(NamedTuple):
    """The hint for an unknown key."""

    hint: str
    field: str | None = None
    """The field of the same mapping that the user probably meant, if any."""
    corrections: tuple[Replacement, ...] = ()
    """The new key, if there is no other field that the user can mean."""
    parent: str | None = None
    """The mapping below the same one to which the key belongs, if any."""
    name: str = ""
    """The name of the key there."""
    others: tuple[str, ...] = ()
    """The other fields of the same mapping that the key can mean."""
    is_new: bool = False
    """Whether the key looks like no field at all."""


_CHOICES = {
    "references": "for people who can recommend you, write `referees`; for works, write `publications`",
    **dict.fromkeys(
        ("reviewing", "reviews", "reviewer", "peer_review"),
        "reviews belong under `service`, each as `{role: reviewer, organization: …, date: …}`",
    ),
}
"""Unknown key at the top → the fields that it can mean."""
_SETTINGS = ("max_authors", "site", "numbering", "evaluation")
"""Mappings of settings and of numbers. Only the names of their own fields go below them."""
_UNSPECIFIC = ("title", "value", "label", "text", "series", "number", "metrics", "ids")
"""Fields whose synonyms mean something else in most places."""
_OF_DOCUMENTS = frozenset("paper style language options max_pages fit citation hide site order limit".split())
"""Fields of documents that people write at the top."""


def synonym_of(word: str, known: Sequence[str]) -> str | None:
    """The one known field or section that another word means; None if there is none, or more than one."""
    found = [
        field for field in _meant_fields().get(word.lower().replace("-", "_").replace(" ", "_"), ()) if field in known
    ]
    return found[0] if len(found) == 1 else None


def _meant(word: str) -> list[list[str]]:
    """The fields that a word can mean, and those that its singular and its plural can mean."""
    return [_meant_fields().get(form, []) for form in (word, word.removesuffix("s"), f"{word}s")]


def _goes_below(word: str, name: str, parent: str) -> bool:
    """Whether a word that means a field goes below the mapping that has the field.

    The word means it in entries of another kind too: `language` is a `name` only in a list of languages.
    """
    if name == "name":
        return "name" in word
    return parent not in _SETTINGS and name not in _UNSPECIFIC


def guess_key(key: str, path: KeyPath, root: type[Model]) -> KeyGuess:
    """Guess which field the user meant by an unknown key at a path."""
    known = fields_at(path, root)
    word = key.lower().replace("-", "_").replace(" ", "_")
    if not path and (choice := _CHOICES.get(word)):
        return KeyGuess(choice)
    if not path and "documents" in known and word in _OF_DOCUMENTS:
        return KeyGuess(f"a document has `{word}`: write it there, as in `documents: {{full: {{{word}: …}}}}`")
    near = closest_match(key, known)
    misspelled = near if near and len(word) > 2 and edit_distance(word, near, 1) <= 1 else None
    meant = [[field for field in fields if field in known] for fields in _meant(word)]
    synonyms = next(filter(None, meant), [])
    if len(synonyms) == 1:
        misspelled = None  # `roles` of a post are its `posts`
    if found := misspelled or next(iter(synonyms), None):
        only = misspelled or len(synonyms) == 1
        new = (Replacement(found, "key"),) if only else ()
        second = [_SECOND[word]] if _SECOND.get(word) in known else []
        return KeyGuess(f"did you mean `{found}`?", found, new, others=(*synonyms[1:], *second))
    names = (word, *itertools.chain(*_meant(word)))
    for name in names:
        parent = parent_below(name, path, root)
        if parent and (name == word or _goes_below(word, name, parent)):
            return KeyGuess(f"`{name}` belongs under `{parent}`", parent=parent, name=name)
    is_in_entry = any(isinstance(step, int) for step in path)  # where a synonym is a fact about the entry
    for name in (key,) if is_in_entry else names:
        if elsewhere := other_levels(name, path, root):
            return KeyGuess(
                elsewhere if name == key else f"did you mean {elsewhere.replace(' belongs', ', which belongs')}?"
            )
    if near and len(word) > 2:
        return KeyGuess(f"did you mean `{near}`?", near)
    words = {one: field for one, fields in _meant_fields().items() for field in fields if field in known}
    if len(word) > 4 and (other := closest_match(word, words)) and edit_distance(word, other, 1) <= 1:
        return KeyGuess(f"did you mean `{words[other]}`?", words[other])
    hint = f"known keys: {', '.join(sorted(known))}; a key that is not printed begins with `x-`"
    return KeyGuess(hint, is_new=word.replace("_", "").isalnum())
