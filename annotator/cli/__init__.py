"""The command line: one module per command, loaded only when it is called. The only place that prints and exits."""
