"""A chapter's notebook: the model that everything reads, and making, running and ordering chapters."""
