"""A static site generator for conferences."""

__version__ = "0.1.0"
