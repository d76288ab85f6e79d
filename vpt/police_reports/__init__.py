"""Filing with the police: decision, shield, papers, the VPT code and the complaint term."""
