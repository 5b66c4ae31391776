"""Use cases that join the stages; doors call these and nothing deeper."""
