// Parts that Material makes while the page loads: a keyboard can scroll wide tables, and each copy button has a name.
document$.subscribe(() => setTimeout(() => {
  document.querySelectorAll(".md-typeset__scrollwrap").forEach(table => { table.tabIndex = 0 })
  document.querySelectorAll(".md-code__nav").forEach((bar, at) => bar.setAttribute("aria-label", `Code ${at + 1}`))
}))
