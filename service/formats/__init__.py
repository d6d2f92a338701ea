"""File formats: bytes to article and back, byte for byte where nothing was translated.

Refuses translation and sentence rules. `registry.Formats` finds the format for a media type or a file name.
"""
