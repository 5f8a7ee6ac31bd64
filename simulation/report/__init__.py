"""Reports: pictures, tables, result folders, and the three-line way to run a scenario from Python."""
