"""The demo region: invented people, employers and incidents to try the product with."""
