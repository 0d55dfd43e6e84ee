"""Content made into pieces of pages: Markdown, templates, addresses, dates, interface words."""
