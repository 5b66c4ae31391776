"""Below everything: ids, clock and zone, units, errors, and the text catalogue."""
