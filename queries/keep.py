"""What of a comparison is kept in the graph: its links and answers, and as findings what has to be looked at."""

from collections.abc import Iterator

from graph.kept import Finding, Kept, keep
from graph.store import Store
from queries.compare import Comparison, held_elsewhere

# The check (DESIGN, "Linking and checking") that a verdict belongs to.
LINK_CHECKS = {"missing": "task-not-carried", "partly": "task-partly-carried", "not-applicable": "not-applicable"}
LEAD_CHECKS = {"differs": "lead-differs", "missing": "lead-missing", "extended": "lead-extended"}


def keep_comparison(store: Store, comparison: Comparison) -> Kept:
    """Write `comparison` in place of an earlier one of the same documents. Raises UserError where one is not stored."""
    return keep(
        store,
        comparison.upper,
        comparison.lower,
        comparison.links,
        comparison.targets,
        tuple(findings(comparison)),
    )


def findings(comparison: Comparison) -> Iterator[Finding]:
    """Everything that a verdict finds wanting, and what only the county has, with the reason in words."""
    for link in comparison.links:
        if check := LINK_CHECKS.get(link.verdict):
            open_ = "；".join(piece.text for piece in link.uncovered) if link.verdict == "partly" else ""
            reason = f"没有对应：{open_}" if open_ else "；".join(link.reasons)
            yield Finding(check, reason, measures=(link.upper, *link.lower))
    for measure in comparison.lower_only:
        yield Finding("task-county-only", "上级方案中没有来源", measures=(measure,))
    for target in comparison.targets:
        if target.verdict != "not-applicable":
            ids = (target.upper, target.lower) if target.lower else (target.upper,)
            yield Finding(f"target-{target.verdict}", target.reason, targets=ids)
    elsewhere = held_elsewhere(comparison.leads)
    for lead in comparison.leads:
        if (check := LEAD_CHECKS.get(lead.verdict)) and (lead.upper, lead.lower) not in elsewhere:
            yield Finding(check, lead.reason, measures=(lead.upper, lead.lower))
    for deadline in comparison.deadlines:
        if deadline.verdict == "later":
            yield Finding("deadline-later", deadline.reason, measures=(deadline.upper, deadline.lower))
