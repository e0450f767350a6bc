"""The pages of the report, as lines: pure functions of the report, the width and the place of the cursor."""
