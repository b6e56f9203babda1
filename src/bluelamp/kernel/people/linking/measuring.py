"""How right the linking is, on records whose truth is known: precision and recall of pairs and of whole people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bluelamp.kernel.people.linking import proposing
from bluelamp.kernel.people.linking.entries import Entry, row


@dataclass(frozen=True, slots=True)
class Quality:
    """``precision``: of the pairs put together, how many are of one person. ``recall``: of the true pairs, how many
    are put together. ``whole``: of the people with more than one record, how many have exactly theirs."""

    precision: float
    recall: float
    whole: float


def of_links(truth: Mapping[str, int], links: Iterable[tuple[str, str]]) -> Quality:
    """Of the people that these links make, every pair within a person counted."""
    heads = proposing.clusters(truth, links)
    right = _pairs(Counter((heads[name], truth[name]) for name in truth))
    made, true = _pairs(Counter(heads.values())), _pairs(Counter(truth.values()))
    return Quality(right / max(made, 1), right / max(true, 1), _whole(truth, heads))


def exact_matches(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """The plain way: same given name, family name and date of birth."""
    groups = defaultdict(list)
    for entry in entries:
        told = row(entry)
        if told["given"] and told["family"] and told["born"]:
            groups[told["given"], told["family"], told["born"]].append(entry.id)
    return [(first, other) for first, *others in groups.values() for other in others]


def _pairs(sizes: Counter) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _whole(truth: Mapping[str, int], heads: Mapping[str, str]) -> float:
    true, made = defaultdict(set), defaultdict(set)
    for name, human in truth.items():
        true[human].add(name)
        made[heads[name]].add(name)
    several = [members for members in true.values() if len(members) > 1]
    return sum(made[heads[next(iter(members))]] == members for members in several) / max(len(several), 1)
