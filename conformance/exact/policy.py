"""The policy in force: defaults, presets, and which of two wins."""

from copy import deepcopy

STANDARD = {
    "objectives_per_cycle": {"min": 3, "max": 5},
    "key_results_per_objective": {"min": 2, "max": 5},
    "kpis_per_team": {"min": 5, "max": 10},
    "metric_fatigue": 20,
    "dominant_weight": 0.6,
    "vague_title_words": 3,
    "too_easy": 0.9,
    "retrospective_days": 14,
    "success": {"aspirational": 0.7, "committed": 1.0},
    "amber": {"aspirational": 0.4, "committed": 0.7},
    "unmeasured": "zero",
    "objective_from": "key_results",
    "on_track_gap": -0.10,
    "at_risk_gap": -0.25,
    "check_in_days": 7,
    "fiscal_year_start": 1,
    "kpi_rules": [
        {"kind": "out_of_range", "months": 2},
        {"kind": "worsening", "periods": 3},
        {"kind": "stagnant", "months": 3},
        {"kind": "spike", "percent": 50},
    ],
    "severity": {},
}

PRESETS = {
    "standard": {},
    "hr_rhythm": {"objectives_per_cycle": {"min": 2, "max": 3}},
    "focused": {"objectives_per_cycle": {"min": 2, "max": 4}},
    "strict": {
        "key_results_per_objective": {"min": 3, "max": 5},
        "kpi_rules": [
            {"kind": "out_of_range", "months": 3},
            {"kind": "worsening", "periods": 3},
            {"kind": "stagnant", "months": 3},
            {"kind": "spike", "percent": 50},
        ],
    },
    "large_scale": {"objectives_per_cycle": {"min": 4, "max": 6}},
}


def in_force(of_plan, given) -> dict:
    """The plan's policy under the one given at evaluation: each the name of a preset, an object or none."""
    of_plan, given = _as_object(of_plan), _as_object(given)
    preset = given.get("preset") or of_plan.get("preset") or "standard"
    policy = deepcopy(STANDARD)
    for layer in (PRESETS[preset], of_plan, given):
        _lay_over(policy, layer)
    policy["preset"] = preset
    return policy


def _as_object(policy) -> dict:
    if policy is None:
        return {}
    return {"preset": policy} if isinstance(policy, str) else policy


def _lay_over(policy: dict, layer: dict) -> None:
    """Field by field, and within success, amber, counts and severity entry by entry. Rules are replaced as a whole."""
    for field, value in layer.items():
        if isinstance(value, dict) and isinstance(policy.get(field), dict):
            policy[field] = policy[field] | {name: inner for name, inner in value.items() if inner is not None}
        elif value is not None:
            policy[field] = value
