"""The only room with SQL: articles and their translations, the segment cache, terms, access tokens; refuses decisions.

`Database` opens the file or server; `Articles`, `SegmentCacheTable`, `TermbaseTable` and `Tokens` speak domain values over it.
"""
