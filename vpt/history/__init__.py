"""Who set what, when: every configuration of an organisation keeps its versions."""
