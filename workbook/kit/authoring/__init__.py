"""The words an author writes: which chapter is open, in which cell, and errors that say what to do."""
