"""Many recordings on many cores."""
