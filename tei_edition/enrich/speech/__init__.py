"""Who says what: speakers of minutes, and speech that a text reports (TEI chapters 3.3.3 and 7.2.2)."""
