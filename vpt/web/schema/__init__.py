"""The shapes of data this installation gives away, for the machines that read them."""
