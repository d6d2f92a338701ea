"""An article's life: submitted, queued, translated, read; refuses HTTP words and SQL."""
