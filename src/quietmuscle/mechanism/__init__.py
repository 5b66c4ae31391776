"""Forward models: how a twitch arises and what a sensor records of it. Pure."""
