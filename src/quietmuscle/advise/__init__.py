"""From claims and answers to what to do. Pure."""
