"""Mail's pages of the settings: identities and signatures, rules, absence, templates."""
