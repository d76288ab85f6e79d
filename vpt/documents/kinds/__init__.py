"""One module per kind of document: its view-model and its drawing side by side."""
