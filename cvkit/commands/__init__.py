"""The commands' work, one module a command: each calls the stages in their order."""
