"""Fetching: only from listed hosts, within limits, with patience for busy services and clear words for the rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.system.web import LARGEST_ANSWER, USER_AGENT, NotFoundError, Web
from tests.local_service import Answer, LocalService, local_service


@pytest.fixture
def service() -> Iterator[LocalService]:
    with local_service() as running:
        yield running


def web(service: LocalService, waits: list[float] | None = None) -> Web:
    return Web({service.address}, timeout=0.3, wait=(waits if waits is not None else []).append)


@pytest.mark.parametrize("is_packed", [False, True])
def test_an_answer_is_the_body_and_the_request_names_cvkit(service: LocalService, is_packed: bool) -> None:
    service.answers["/x"] = [Answer("Größe".encode() * 1000, is_packed=is_packed)]
    assert web(service).get(f"{service.address}/x", "application/json").decode() == "Größe" * 1000
    _, headers = service.requests[0]
    assert headers["User-Agent"] == USER_AGENT and "cvkit" in USER_AGENT
    assert headers["Accept"] == "application/json"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_service_is_asked_again(service: LocalService, status: int) -> None:
    waits: list[float] = []
    service.answers["/x"] = [Answer(status=status), Answer(status=status, headers={"Retry-After": "7"}), Answer(b"ok")]
    assert web(service, waits).get(f"{service.address}/x", "*/*") == b"ok"
    assert waits == [1.0, 7.0]


def test_a_service_that_asks_for_an_hour_is_not_waited_for_so_long(service: LocalService) -> None:
    waits: list[float] = []
    service.answers["/x"] = [Answer(status=429, headers={"Retry-After": "3600"}), Answer(b"ok")]
    web(service, waits).get(f"{service.address}/x", "*/*")
    assert max(waits) <= 30


FAILURES = {
    "not there": (Answer(status=404), "nothing at this address", 1),
    "gone": (Answer(status=410), "nothing at this address", 1),
    "refused": (Answer(status=403), "answers with the error 403", 1),
    "too many requests": (Answer(status=429), "allows no more requests", 3),
    "down": (Answer(status=503), "answers with the error 503", 3),
    "slow": (Answer(b"late", delay=1), "takes too long", 3),
    "circle": (Answer(status=302, headers={"Location": "/x"}), "leads from address to address", 5),
    "nowhere": (Answer(status=302, headers={"Location": "http://[::1"}), "an address that is none", 1),
    "cut off": (Answer(b"x" * 100, cut=10), "cannot be reached", 3),
    "broken gzip": (Answer(b"no gzip", headers={"Content-Encoding": "gzip"}), "cannot be reached", 3),
    "half gzip": (Answer(b"x" * 10_000, is_packed=True, cut=20), "cannot be reached", 3),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_reported_in_words(service: LocalService, name: str) -> None:
    answer, said, attempts = FAILURES[name]
    service.answers["/x"] = [answer]
    with pytest.raises(CvkitError) as refused:
        web(service).get(f"{service.address}/x", "*/*")
    assert said in refused.value.message and refused.value.hint
    assert len(service.requests) == attempts
    assert isinstance(refused.value, NotFoundError) == (said == "nothing at this address")


def test_a_redirect_leads_to_listed_hosts_only(service: LocalService) -> None:
    with local_service() as other:
        service.answers["/here"] = [Answer(status=302, headers={"Location": "/there"})]
        service.answers["/there"] = [Answer(b"ok")]
        service.answers["/away"] = [Answer(status=302, headers={"Location": f"{other.address}/x"})]
        service.answers["/file"] = [Answer(status=302, headers={"Location": "file:///etc/passwd"})]
        service.answers["/loop"] = [Answer(status=302, headers={"Location": "/loop"})]
        assert web(service).get(f"{service.address}/here", "*/*") == b"ok"
        for path in ("/away", "/file", "/loop"):
            with pytest.raises(CvkitError) as refused:
                web(service).get(f"{service.address}{path}", "*/*")
            assert refused.value.status is ExitStatus.SYSTEM
        assert other.requests == []
        both = Web({service.address, other.address}, timeout=1)
        other.answers["/x"] = [Answer(b"from there")]
        assert both.get(f"{service.address}/away", "*/*") == b"from there"


def test_another_host_is_never_asked(service: LocalService) -> None:
    with pytest.raises(CvkitError, match="does not connect"):
        Web({"https://doi.org"}).get(f"{service.address}/x", "*/*")
    assert service.requests == []


@pytest.mark.parametrize("is_packed", [False, True])
def test_an_answer_has_a_largest_size(service: LocalService, is_packed: bool) -> None:
    service.answers["/x"] = [Answer(b"\0" * (LARGEST_ANSWER + 1), is_packed=is_packed)]
    with pytest.raises(CvkitError, match="larger than 20 MB"):
        Web({service.address}, timeout=5).get(f"{service.address}/x", "*/*")


def test_offline_is_said_and_not_tried_again() -> None:
    waits: list[float] = []
    with pytest.raises(CvkitError) as refused:
        Web({"https://nowhere.invalid"}, timeout=1, wait=waits.append).get("https://nowhere.invalid/x", "*/*")
    assert refused.value.status is ExitStatus.SYSTEM and waits == []
    assert "may be offline" in refused.value.message or "cannot be reached" in refused.value.message


def test_nobody_listens(service: LocalService) -> None:
    with local_service() as gone:
        pass
    with pytest.raises(CvkitError, match="cannot be reached"):
        Web({gone.address}, wait=lambda _: None).get(f"{gone.address}/x", "*/*")
