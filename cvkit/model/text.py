"""Texts of a record: the small Markdown, in one language or in several."""

from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from cvkit.model.diagnostic import Replacement
from cvkit.model.inline import Inlines, plain_text
from cvkit.model.language_tag import closest_tag
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.markdown import parse_inlines
from cvkit.model.parsed_by import ParsedBy
from cvkit.model.parsed_text import ParsedText
from cvkit.model.value_class import dataclass
from cvkit.model.yaml_flow import flow_scalar

ANY_LANGUAGE = ""
_NAMES_OF_TEXTS = frozenset({"text", "title", "name", "description", "summary", "bullet", "value", "content"})
"""Keys of a text in other formats. Any other key was typed as the start of the text, up to its colon."""
_LIKE_A_LANGUAGE = lazy_pattern("[a-z]+(?:_[A-Za-z]+)?")
"""A key that can be meant as a language: `chinese`, `zh_CN`. It is no start of a text without doubt."""


@dataclass(frozen=True)
class Text:
    """A text as an inline tree for each of its languages. A tree without a language is for all languages."""

    versions: tuple[tuple[str, Inlines], ...]

    def inlines(self, language: str = "en") -> Inlines:
        """The tree in the language that fits a tag best, or in the first language of the text."""
        if len(self.versions) == 1:
            return self.versions[0][1]
        versions = dict(self.versions)
        return versions[closest_tag(language, versions) or self.versions[0][0]]

    def plain(self, language: str = "en") -> str:
        """The characters without markup."""
        return plain_text(self.inlines(language))


def parse_text(value: Any) -> Text:
    """Parse a text of the record: a string, or a mapping of languages (`{en: …, ko: …}`). A tree is taken as it is.

    Raises:
        PydanticCustomError: the value is neither, a key is not a language, or a link or math is refused.
    """
    if isinstance(value, Text):
        return value
    if isinstance(value, ParsedText):
        return Text(((ANY_LANGUAGE, value.inlines),))
    return Text(tuple((language, _version(language, text)) for language, text in versions_of(value)))


def versions_of(value: Any) -> tuple[tuple[str, str], ...]:
    """The languages and texts of a value that is typed as one text, or as a mapping of languages.

    Raises:
        PydanticCustomError: the value is neither, or a key is not a language.
    """
    if isinstance(value, str):
        return ((ANY_LANGUAGE, value),)
    if isinstance(value, dict) and value and all(isinstance(text, str) for text in value.values()):
        if strange := next((key for key in value if not is_language(key)), None):
            message = f"`{strange}` is not a language"
            context: dict[str, Any] = {"hint": "write a code such as en, ko or pt-BR"}
            if len(value) == 1 and strange in _NAMES_OF_TEXTS:
                alone = flow_scalar(value[strange])
                context |= {"hint": f"write one text: {alone}", "corrections": (Replacement(alone, is_yaml=True),)}
            elif len(value) == 1 and not _LIKE_A_LANGUAGE.fullmatch(strange):
                message = "YAML reads the text before `: ` as a key"
                alone = flow_scalar(f"{strange}: {value[strange]}")
                context |= {"hint": f"write one text: {alone}", "corrections": (Replacement(alone, is_yaml=True),)}
            raise PydanticCustomError("language", "{message}", {"message": message, **context})
        return tuple(value.items())
    raise PydanticCustomError(
        "text_type",
        "this must be a text",
        {"hint": "write one text, or one for each language: {en: …, ko: …}"},
    )


def _version(language: str, text: str) -> Inlines:
    """The tree of a text in one language; an error has the language as its field."""
    try:
        return parse_inlines(text)
    except PydanticCustomError as error:
        context = {**(error.context or {}), **({"field": language} if language else {})}
        raise PydanticCustomError(error.type, error.message_template, context) from None


def is_language(key: str) -> bool:
    """Whether a key has the form of a language tag (RFC 5646): `en`, `pt-BR`, `zh-Hans`."""
    first, *others = key.split("-")
    return 2 <= len(first) <= 3 and first.isalpha() and first.islower() and all(p.isalnum() for p in others)


BY_LANGUAGE: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "string", "minLength": 1},
        },
    ]
}
"""The JSON Schema of a text that is typed as one text, or as a mapping of languages."""

TextField = Annotated[
    Text,
    ParsedBy(parse_text, BY_LANGUAGE),
]
