"""First support and aftercare of victims: talks, well-being, referral and private notes."""
