"""Read and change PDF files. Only this folder imports pypdf and pypdfium2."""
