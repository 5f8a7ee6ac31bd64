"""What happens in a month, a file a phase: functions of the world, called from :mod:`simulation.model.month`."""
