"""The floor that speaks to databases: drivers, scratch databases, scripts run in them."""
