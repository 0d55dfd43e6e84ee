"""The congress as plain records, without YAML, Jinja, Markdown or disk."""
