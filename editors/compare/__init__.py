"""Two states of one text: where they differ, paragraph by paragraph, and one state made of both."""
