"""Edits on Word files as a person makes them in Word, and as the owner of a template does: bytes in, bytes out.

`steps` names them all and applies a list of them; the other modules hold the edits by what they touch.
"""
