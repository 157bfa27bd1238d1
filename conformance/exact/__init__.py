"""A second implementation of the rules, in exact fractions: it is what the library is compared with.

Modules stand on floors: each imports only from floors below its own.
"""

FLOORS = (
    ("numbers",),
    ("calendar", "stats", "machine", "formula"),
    ("policy", "plan", "readings", "check_in"),
    ("series", "pace", "status"),
    ("standard", "measure_input"),
    ("measure", "rules", "kpi"),
    ("forecast", "triggers", "values"),
    ("score",),
    ("rollup",),
    ("report", "errors"),
)
"""The modules from the ground up."""
