"""The version, in a module that imports nothing: the package's face imports everything else."""

__version__ = "1.0.0"
