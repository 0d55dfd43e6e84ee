"""One module per kind of output; `pages` is the folder of the pages."""
