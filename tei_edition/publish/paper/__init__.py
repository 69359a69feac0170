"""The printed edition: TEI to Typst to PDF/A, single documents and volumes."""
