"""Crime reports to the police: decide, shield, file, check the code, guard the complaint term."""
