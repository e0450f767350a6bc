"""From the labels of a project to the tables that each layer of the report is computed on."""
