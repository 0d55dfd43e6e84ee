"""Draws pictures with text in them, such as share cards and posters: faces, lines, shapes."""
