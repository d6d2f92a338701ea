"""Gemello: German press releases into Italian and French, on the city's own machine."""
