"""What the bytes of an original tell besides what one sees, read by kind of file."""
