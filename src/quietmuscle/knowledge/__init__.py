"""Sourced facts as data, with the loaders that type them."""
