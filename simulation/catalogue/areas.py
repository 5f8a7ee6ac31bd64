"""Where output is counted: the complex, the rest of its province, the rest of the country, the services of its city."""

AREAS = ("complex", "province", "rest", "services")
COMPLEX, PROVINCE, REST, SERVICES = range(len(AREAS))
REGION = [COMPLEX, PROVINCE, SERVICES]
"""Areas of the regional view."""
