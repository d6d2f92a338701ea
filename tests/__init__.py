"""The tests; a package of this name keeps argostranslate's own top-level `tests` out of the way."""
