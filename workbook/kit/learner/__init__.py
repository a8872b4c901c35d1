"""What a learner writes: the notes file, and how two sets of notes become one."""
