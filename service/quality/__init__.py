"""Judges translations: checks that compare a source segment with its target, one file each.

Refuses repairs (those need the engine) and program errors (those are exceptions).
"""

from service.quality.registry import CHECKS

__all__ = ["CHECKS"]
