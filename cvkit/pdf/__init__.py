"""All that knows the inside of a PDF file: the only folder that imports pypdf and pdfium."""
