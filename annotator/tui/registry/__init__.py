"""The speaker registry on the screen, for leads."""
