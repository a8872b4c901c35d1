"""Tables, drawings and charts as HTML that is the same on every run."""
