"""A second implementation of the rules, in exact fractions: it is what the library is compared with."""
