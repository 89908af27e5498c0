"""The work of the commands, with one module for each command. Each module calls the stages in order."""
