"""The shell: Prefect, network, clock, environment, notification, command line."""
