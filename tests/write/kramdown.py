"""kramdown with the rules of GitHub, as Jekyll runs it, in one process that reads pages and prints HTML."""

from __future__ import annotations

import atexit
import functools
import json
import shutil
import subprocess

SERVER = """
require "kramdown"
require "kramdown-parser-gfm"
require "json"
STDOUT.sync = true
STDIN.each_line do |line|
  html = Kramdown::Document.new(JSON.parse(line), input: "GFM", hard_wrap: false, syntax_highlighter: nil).to_html
  puts JSON.generate(html)
end
"""
"""The options of academicpages and acad-homepage."""


@functools.cache
def is_installed() -> bool:
    """Whether Ruby has kramdown."""
    ruby = shutil.which("ruby")
    command = [ruby or "ruby", "-e", 'require "kramdown"; require "kramdown-parser-gfm"']
    return bool(ruby) and subprocess.run(command, capture_output=True, check=False).returncode == 0


@functools.cache
def _server() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        ["ruby", "-Ku", "-E", "UTF-8:UTF-8", "-e", SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    atexit.register(_end, process)
    return process


def _end(process: subprocess.Popen[str]) -> None:
    process.communicate()


def rendered(page: str) -> str:
    """The HTML that kramdown makes of a page without front matter and Liquid."""
    server = _server()
    assert server.stdin and server.stdout
    server.stdin.write(json.dumps(page) + "\n")
    server.stdin.flush()
    html = json.loads(server.stdout.readline())
    assert isinstance(html, str)
    return html
