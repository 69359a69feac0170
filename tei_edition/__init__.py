"""tei_edition: archive records in, validated TEI, HTML and PDF editions out."""

__version__ = "0.1.0"
