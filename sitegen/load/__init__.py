"""From YAML nodes and Markdown files to the model, once per language, with references resolved."""
