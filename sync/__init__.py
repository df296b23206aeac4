"""Everything below the screen: store, engine, protocols, parsing. No Qt anywhere."""
