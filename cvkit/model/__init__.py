"""The nouns: what a record is made of; frozen, and without input, output or markup."""
