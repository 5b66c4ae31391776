"""The door for the person's own phone in the same home network."""
