"""The only door through which content is read: files found, bytes decoded, YAML composed with positions."""

from sitegen.source.decoding import read_bytes, read_text
from sitegen.source.files import SourceFile, discover
from sitegen.source.front_matter import Document, parse_document, read_document
from sitegen.source.nodes import Scalar, YamlList, YamlMap
from sitegen.source.yaml import parse_yaml, read_yaml

__all__ = [
    "Document",
    "Scalar",
    "SourceFile",
    "YamlList",
    "YamlMap",
    "discover",
    "parse_document",
    "parse_yaml",
    "read_bytes",
    "read_document",
    "read_text",
    "read_yaml",
]
