"""The layout of the page on screen and on paper: black on white, a hairline for each section, a column of labels.

A dark screen has light text. Paper is always white, with the name and the number of each page above its text.
"""

from __future__ import annotations

STYLESHEET = """\
:root { color-scheme: light dark; --paper: #fff; --target: #f4f1e6; }
:root { --ink: #111; --grey: #4a4a4a; --rule: #8a8a8a; --link: #1f3a5f; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --target: #2e2b20; }
  :root { --ink: #e6e6e6; --grey: #b4b4b4; --rule: #777; --link: #a3c4ec; }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem;
  font: 1rem/1.45 "Palatino Linotype", Palatino, "TeX Gyre Pagella", "URW Palladio L", "Book Antiqua",
    "Noto Serif CJK KR", "Noto Serif KR", "Apple SD Gothic Neo", "Malgun Gothic", Georgia, serif;
}
body { font-synthesis: weight; overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol { margin: 0; padding: 0; font-size: 1em; font-weight: inherit; }
p, li { text-wrap: pretty; }
ul, ol { list-style: ""; }
a { color: var(--link); text-decoration: underline .06em var(--rule); text-underline-offset: .15em; }
a:hover, a:focus-visible { text-decoration-color: currentcolor; }
h1 { font-size: 2.1rem; line-height: 1.2; margin-bottom: .4rem; }
h1 .beside { font-size: 1.4rem; color: var(--grey); }
h1 .native { display: inline-block; }
.contacts, .figures { display: flex; flex-wrap: wrap; gap: 0 1.2em; }
.figures, .updated, .facts, .legend { font-size: .9em; }
.figures, .updated, .legend, .place, .facts, .detail, .now { color: var(--grey); }
.photo { float: inline-end; width: 7rem; margin-block-end: 1rem; margin-inline-start: 1.5rem; }
h2 { margin-top: 2rem; padding-bottom: .15rem; border-bottom: 1px solid var(--rule); }
h2 { font-size: 1.15rem; font-weight: bold; }
h2 + * { margin-top: .6rem; }
.group { margin: 1rem 0 .3rem; font-style: italic; }
.legend { margin-bottom: .3rem; }
.works > li { display: grid; grid-template-columns: var(--label) 1fr; margin-top: .7rem; }
.works > li > .label { white-space: nowrap; }
.works > li > div { grid-column: 2; min-width: 0; }
.works > li:target { background: var(--target); box-shadow: 0 0 0 .4rem var(--target); }
sup, sub { line-height: 0; font-size: .75em; }
math { max-width: 100%; overflow-x: auto; overflow-y: hidden; }
.mark { font-size: 1em; vertical-align: baseline; }
.mark abbr { text-decoration: none; cursor: help; }
.entry { margin-top: .9rem; }
.people > li { margin-top: .5rem; }
.line { display: flex; justify-content: space-between; align-items: baseline; gap: 0 1.5em; }
.line > * { min-width: 0; }
.line > :last-child:not(:first-child) { flex: none; max-width: 65%; text-align: end; }
.entry h3, .entry h4 { font-weight: bold; }
.role { font-style: italic; }
.place { font-style: italic; }
.items { margin: .2rem 0 0; padding-inline-start: 1.1em; list-style: disc; }
.items li { margin-top: .15rem; }
.dated > li { display: grid; grid-template-columns: minmax(3em, max-content) 1fr; gap: .6em; margin-top: .15rem; }
.dated > li > div { grid-column: 2; min-width: 0; }
.rows > li > span:first-child { padding-inline-start: 1.2em; text-indent: -1.2em; }
.pairs > li { margin-top: .15rem; }
p.text { margin-top: .5rem; }
details { font-size: .9em; }
summary { cursor: pointer; color: var(--grey); }
code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .9em; }
@media (max-width: 34rem) {
  .line { flex-wrap: wrap; }
  .line > :last-child:not(:first-child) { flex: initial; max-width: 100%; color: var(--grey); text-align: start; }
}
@media print {
  :root { color-scheme: light; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  details { display: none; }
  h2, h3, h4, .group, .legend, .entry > .line, .entry > p:not(:last-child) { break-after: avoid; }
  li, .line, .entry:not(:has(> .items > :nth-child(5))) { break-inside: avoid; }
}
"""
