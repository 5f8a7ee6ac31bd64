"""The month, phase by phase; each module writes the columns of one line of the page in ``complex.PHASES``."""
