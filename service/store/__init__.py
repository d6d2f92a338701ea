"""The only room with SQL: articles and their translations, the segment cache, access tokens; refuses decisions.

`Database` opens the file or server; `Articles`, `SegmentCacheTable` and `Tokens` speak domain values over it.
"""
