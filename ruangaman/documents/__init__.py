"""Documents for people: PDF by Typst, DOCX, and their templates."""
