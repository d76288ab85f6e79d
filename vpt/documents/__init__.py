"""Room: documents. View-model in, tagged PDF/A-3a out; who may see what is decided elsewhere."""
