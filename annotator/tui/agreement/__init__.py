"""The agreement report on the screen: overview, layers, disputes and parts. It computes no figure, it shows them."""
