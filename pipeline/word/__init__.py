"""The only room that knows WordprocessingML and the zip package; it takes and gives bytes and frozen values."""
