"""Addresses of profiles in networks, from the name of the network and the user name."""

from __future__ import annotations

import re
from urllib.parse import quote

from cvkit.load.bibtex.addresses import read_address

_ADDRESSES = {
    "linkedin": "https://linkedin.com/in/{}",
    "github": "https://github.com/{}",
    "gitlab": "https://gitlab.com/{}",
    "imdb": "https://imdb.com/name/{}",
    "instagram": "https://instagram.com/{}",
    "stackoverflow": "https://stackoverflow.com/users/{}",
    "researchgate": "https://researchgate.net/profile/{}",
    "youtube": "https://youtube.com/@{}",
    "googlescholar": "https://scholar.google.com/citations?user={}",
    "telegram": "https://t.me/{}",
    "whatsapp": "https://wa.me/{}",
    "leetcode": "https://leetcode.com/u/{}",
    "x": "https://x.com/{}",
    "twitter": "https://x.com/{}",
    "bluesky": "https://bsky.app/profile/{}",
    "reddit": "https://reddit.com/user/{}",
    "facebook": "https://facebook.com/{}",
    "dblp": "https://dblp.org/pid/{}",
    "kaggle": "https://kaggle.com/{}",
    "orcid": "https://orcid.org/{}",
}  # fmt: skip
"""Name of a network in small letters without spaces → the address of a profile."""


def profile_address(network: str, user: str, address: str = "") -> str:
    """The address of a profile: the given one, or the one of the network; empty if neither is known.

    >>> profile_address("GitHub", "adamiller"), profile_address("Mastodon", "@ada@example.org")
    ('https://github.com/adamiller', 'https://example.org/@ada')
    """
    if url := read_address(address) if address else None:
        return url
    if not user:
        return ""
    if re.match(r"https?://", user) and (url := read_address(user)):
        return url
    name = re.sub(r"[^a-z]", "", network.lower())
    if name == "mastodon" and (parts := re.fullmatch(r"@?([\w.-]+)@([\w.-]+)", user)):
        return f"https://{parts[2]}/@{parts[1]}"
    template = _ADDRESSES.get(name)
    return template.format(quote(user.removeprefix("@"), safe="/@:~.")) if template else ""
