"""From twitches and days to claims with their uncertainty. Pure."""
