"""Builds of the same Markdown by this generator and by others, measured side by side."""
