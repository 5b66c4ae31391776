"""A door: the pages and the API in a browser."""
