"""The version, in a module that imports nothing: the package's face imports everything else."""

__version__ = "0.1.0"
