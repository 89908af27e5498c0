"""Write: a numbered record and a document's choices in, text in a format out; pure.

Two steps: `compose` says what stands on the page, in blocks that know no format; each format has one writer that
turns blocks into its own markup.
"""
