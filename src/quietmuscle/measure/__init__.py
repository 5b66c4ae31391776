"""From a recording to twitches. Pure."""
