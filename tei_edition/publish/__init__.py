"""TEI in, publications out: each output is a module and a line in the list of outputs."""
