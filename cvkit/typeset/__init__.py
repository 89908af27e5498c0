"""Typeset: turn TeX documents into PDFs. Only this stage runs TeX."""
