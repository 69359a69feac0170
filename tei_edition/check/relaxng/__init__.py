"""RELAX NG (ISO/IEC 19757-2): schemas in both syntaxes, validation that explains itself."""
