"""The practice: the annotation screen on an article with known answers, and a coach who tells what to try next."""
