"""Home pages: the pages of sites that Jekyll builds, and the files beside them."""
