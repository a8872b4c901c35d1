"""What goes wrong when an author makes a slip."""


class AuthorError(ValueError):
    """A slip in a notebook. The message names the mistake and the remedy."""
