"""Each format that an import reads: samples of made-up people, with all fields of the format, and with every trap."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result
from tests.load.foreign.accounting import missing

Run = Callable[..., Result]
SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(file.name for file in SAMPLES.iterdir())


@pytest.mark.parametrize("name", FILES)
def test_a_sample_becomes_a_record_that_passes_the_check(
    name: str, tmp_path: Path, cvkit: Run, golden: Callable[[str, str], None]
) -> None:
    folder = tmp_path / "rec"
    result = cvkit("import", name, "-o", folder, cwd=SAMPLES)
    texts = (
        {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())} if folder.is_dir() else {}
    )
    last = texts.pop("imported.yaml", "")
    shown = [f"=== {file}\n{text}" for file, text in texts.items()]
    report = result.err.replace(str(tmp_path), "")
    golden(f"import/{name}.txt", f"=== report\n{report}\n" + "\n".join(shown))
    assert result.status == 0, report
    if not name.endswith(".md"):  # of a page, only the works and the news are read
        assert missing((SAMPLES / name).read_bytes(), name, "".join(shown), report) == []
    assert cvkit("check", folder).status == 0
    again = cvkit("import", name, "-o", folder, cwd=SAMPLES)
    assert again.status == 0
    now = {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())}
    assert now == texts | {"imported.yaml": last}, "a second import changes nothing"
