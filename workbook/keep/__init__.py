"""The book to keep: in a browser without a connection, as an app, and as files to take along."""
