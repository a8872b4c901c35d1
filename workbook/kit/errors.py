"""What goes wrong with something that somebody asked for on the command line."""


class CommandError(Exception):
    """It could not be done. The message says why, and what to do."""
