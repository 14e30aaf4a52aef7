"""Measuring a finished site as its readers' programs and the makers of standards do: tests and the audit share this."""
