"""One module per kind of check; each takes what it looks at and the problems to add to."""
