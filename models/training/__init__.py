"""The recipe of the starter packages: parallel corpus in, German→French and German→Italian Argos packages out.

One command a step: prepare, align, train, average, export, evaluate. It is data work, not part of the service:
nothing in `service/` imports it, and it may use torch, which the service never does.
"""
