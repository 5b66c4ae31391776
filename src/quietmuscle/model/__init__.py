"""The nouns: what a diary, a recording, a finding are. Pure and frozen."""
