"""The document model: source, inline, block, header, document; it knows neither TEI nor Markdown."""
