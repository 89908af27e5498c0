"""Write: turn a numbered record and a document into text in one format; pure.

There are two steps. `compose` makes the blocks of the page, which are the same for every format. Then one writer for
each format renders the blocks in its markup.
"""
