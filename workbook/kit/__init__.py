"""What any Jupyter Book can use: activities, the learner's notes, drawing, and the extension for the site."""
