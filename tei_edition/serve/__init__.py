"""The preview: an edition that is built, served on this machine only, and built again when its sources change."""
