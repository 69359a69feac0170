"""The ODD and what is made of it: the project's schemas and other people's."""
