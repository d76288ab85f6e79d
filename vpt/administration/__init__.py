"""What an administrator does that touches several rooms: people, set-up, imports, orphans."""
