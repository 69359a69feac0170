"""The document model: source, inline, block and header; it knows neither TEI nor Markdown."""
