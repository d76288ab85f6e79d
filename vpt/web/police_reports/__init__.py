"""Police reports: deciding, shielding, filing, the VPT code, complaints and contact officers."""
