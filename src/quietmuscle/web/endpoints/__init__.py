"""The API: one module a noun, each with its router."""
