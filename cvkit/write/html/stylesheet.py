"""The layout of the page on screen and on paper: black on white, a hairline for each section, a column of labels."""

STYLESHEET = """\
:root { --ink: #111; --grey: #4a4a4a; --rule: #8a8a8a; --link: #1f3a5f; }
* { box-sizing: border-box; }
html { background: #fff; color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem;
  font: 1rem/1.45 "Palatino Linotype", Palatino, "TeX Gyre Pagella", "URW Palladio L", "Book Antiqua",
    "Noto Serif CJK KR", "Noto Serif KR", "Apple SD Gothic Neo", "Malgun Gothic", Georgia, serif;
}
body { font-synthesis: weight; }
h1, h2, h3, h4, p, ul, ol { margin: 0; padding: 0; font-size: 1em; font-weight: inherit; }
p, li { text-wrap: pretty; }
ul, ol { list-style: ""; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
h1 { font-size: 2.1rem; line-height: 1.2; margin-bottom: .4rem; }
h1 span { font-size: 1.4rem; color: var(--grey); }
.contacts, .figures { display: flex; flex-wrap: wrap; gap: 0 1.2em; }
.figures, .updated, .facts, .legend { font-size: .9em; }
.figures, .updated, .legend, .place, .facts, .detail, .now { color: var(--grey); }
.photo { float: right; width: 7rem; margin: 0 0 1rem 1.5rem; }
h2 { margin-top: 2rem; padding-bottom: .15rem; border-bottom: 1px solid var(--rule); }
h2 { font-size: 1.15rem; font-weight: bold; }
h2 + * { margin-top: .6rem; }
.group { margin: 1rem 0 .3rem; font-style: italic; }
.legend { margin-bottom: .3rem; }
.works > li { display: grid; grid-template-columns: var(--label) 1fr; margin-top: .7rem; }
.works > li > .label { white-space: nowrap; }
.works > li > div { grid-column: 2; min-width: 0; overflow-wrap: break-word; }
.works > li:target { background: #f4f1e6; box-shadow: 0 0 0 .4rem #f4f1e6; }
sup, sub { line-height: 0; font-size: .75em; }
.mark { font-size: 1em; vertical-align: baseline; }
.mark abbr { text-decoration: none; cursor: help; }
.entry { margin-top: .9rem; }
.people > li { margin-top: .5rem; }
.line { display: flex; justify-content: space-between; align-items: baseline; gap: 0 1.5em; }
.line > :last-child:not(:first-child) { flex: none; }
.entry h3, .entry h4 { font-weight: bold; }
.role { font-style: italic; }
.place { font-style: italic; }
.items { margin: .2rem 0 0; padding-left: 1.1em; list-style: disc; }
.items li { margin-top: .15rem; }
.dated > li { display: grid; grid-template-columns: minmax(3em, max-content) 1fr; gap: .6em; margin-top: .15rem; }
.dated > li > div { grid-column: 2; }
.rows > li > span:first-child { padding-left: 1.2em; text-indent: -1.2em; }
.pairs > li { margin-top: .15rem; }
p.text { margin-top: .5rem; }
details { font-size: .9em; }
summary { cursor: pointer; color: var(--grey); }
code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .9em; }
@media (max-width: 34rem) {
  .line { flex-wrap: wrap; }
  .line > :last-child:not(:first-child) { flex: initial; color: var(--grey); }
}
@media print {
  @page { margin: 18mm 20mm; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  a { color: inherit; }
  details { display: none; }
  h2, h3, h4, .group, .legend { break-after: avoid; }
  li, .line { break-inside: avoid; }
}
"""
