"""What bracketed remarks mean: wordings, rules, templates, sentences."""
