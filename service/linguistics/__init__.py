"""Language knowledge: where German sentences end, how German is read, how French and Italian are written.

Holds rules and word lists. Refuses models, storage and markup.
"""
