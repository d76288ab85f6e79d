"""Veilige Publieke Taak: incident registration and chain protocol."""
