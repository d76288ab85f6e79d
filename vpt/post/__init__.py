"""Letters that come to the work address for somebody who chose it as domicile."""
