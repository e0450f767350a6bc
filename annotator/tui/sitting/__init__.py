"""What one annotator at the screen can do, without the screen; `session.py` puts it together."""
