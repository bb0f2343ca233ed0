"""make-docs: one case file becomes checked Word documents, and nothing that a person wrote is lost."""

__version__ = "0.1.0"
