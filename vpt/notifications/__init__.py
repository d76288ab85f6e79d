"""What people are told: stored with the change, sent later, content-free outside the site."""
