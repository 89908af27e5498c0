"""Where lines of Chinese and Japanese end, and that the spaces beside Latin letters are no characters."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path

import pypdfium2
import pytest

from tests.typeset.conftest import typeset

JAPANESE = (
    "本研究では、大規模言語モデルLLMの推論を高速化するための手法を提案し、Transformerモデルにおける"
    "ニューラルネットワークの研究を2025年5月から進めている。さらに、データセットのアノテーションやファインチューニング"
    "fine-tuningにも取り組み、その成果を発表した。"
)
CHINESE = (
    "我们研究了大规模语言模型LLM的推理加速方法，并在Transformer模型上验证了量化的效果，自2025年5月起发表了多篇论文；"
    "相关成果已应用于实际系统，性能提升了30%以上。"
)
NOT_FIRST = set("、。，；：！？）」』ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々%")
LATIN = "fine-tuning RRAM-based well-known fine-tuning RRAM-based state-of-the-art fine-tuning RRAM-based"


def lines(folder: Path, language: str, *texts: str) -> list[str]:
    """The lines of a document with these paragraphs, in A4 and large letters."""
    items = ", ".join(json.dumps(text, ensure_ascii=False) for text in texts)
    (folder / "cv.yaml").write_text(
        f"cvkit: 1\nperson: {{name: Ada Miller}}\nsections: {{X: [{items}]}}\n"
        f"documents: {{full: {{language: {language}, options: {{font_size: 11pt}}}}}}\n",
        encoding="utf-8",
    )
    return typeset(folder, folder / "cv.pdf").text("-layout").splitlines()


@pytest.mark.parametrize(("language", "text"), [("ja", JAPANESE), ("zh", CHINESE), ("zh-Hant", CHINESE)])
def test_no_line_begins_with_a_sign_that_belongs_to_the_one_before(language: str, text: str, tmp_path: Path) -> None:
    texts = ["あ" * before + text if language == "ja" else "的" * before + text for before in range(8)]
    found = [line.strip() for line in lines(tmp_path, language, *texts)]
    assert len(found) > 3 * len(texts)
    assert [line for line in found if line[:1] in NOT_FIRST] == []


@pytest.mark.parametrize(("language", "text"), [("ja", JAPANESE), ("zh", CHINESE)])
def test_the_space_beside_latin_letters_is_no_character(language: str, text: str, tmp_path: Path) -> None:
    lines(tmp_path, language, text)
    with contextlib.closing(pypdfium2.PdfDocument(tmp_path / "cv.pdf")) as pdf:
        printed = pdf[0].get_textpage().get_text_bounded()
    assert text in re.sub(r"[\r\n]|(?<=[、。，]) ", "", printed)


def test_words_behind_chinese_text_do_not_break_at_their_hyphens(tmp_path: Path) -> None:
    texts = [f"我们研究了大规模语言模型推理， {'x' * length} {LATIN}" for length in range(1, 14, 3)]
    found = lines(tmp_path, "zh", *texts)
    assert sum("fine-tuning" in line for line in found) >= len(texts)
    assert [line for line in found if line.rstrip().endswith("-")] == []
