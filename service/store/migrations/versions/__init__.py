"""The migrations in order: `r0001_…`, `r0002_…`; each names the one before it."""
