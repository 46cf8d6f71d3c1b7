"""Dominators of a graph: i dominates j when every way from node 0 to j leads through i."""


def postorder(successors):
    """The nodes that node 0 reaches, each behind those first reached from it."""
    order, seen = [], [False] * len(successors)
    seen[0] = True
    stack = [(0, iter(successors[0]))]
    while stack:
        node, rest = stack[-1]
        for target in rest:
            if not seen[target]:
                seen[target] = True
                stack.append((target, iter(successors[target])))
                break
        else:
            order.append(node)
            stack.pop()
    return order


def immediate_dominators(successors):
    """For each node the nearest other one that dominates it; 0 for node 0, None for nodes that
    are not reached. By Cooper, Harvey and Kennedy: iterates in reverse postorder until nothing
    changes, which is soon where there are few cycles."""
    order = postorder(successors)
    number = [-1] * len(successors)
    for i, node in enumerate(order):
        number[node] = i
    predecessors = [[] for _ in successors]
    for node in order:
        for target in successors[node]:
            predecessors[target].append(node)
    dominators = [None] * len(successors)
    dominators[0] = 0

    def common(a, b):
        while a != b:
            while number[a] < number[b]:
                a = dominators[a]
            while number[b] < number[a]:
                b = dominators[b]
        return a

    changed = True
    while changed:
        changed = False
        for node in reversed(order):
            if node == 0:
                continue
            best = None
            for before in predecessors[node]:
                if dominators[before] is not None:
                    best = before if best is None else common(best, before)
            if dominators[node] != best:
                dominators[node] = best
                changed = True
    return dominators


def retained_sizes(dominators, sizes):
    """For each node the size of all that it dominates, itself included."""
    children = [0] * len(dominators)
    for node, parent in enumerate(dominators):
        if node and parent is not None:
            children[parent] += 1
    retained = list(sizes)
    # Leaves of the tree first, then whatever has no child left to wait for.
    work = [i for i, count in enumerate(children) if count == 0 and dominators[i] is not None]
    while work:
        node = work.pop()
        parent = dominators[node]
        if node == 0 or parent is None:
            continue
        retained[parent] += retained[node]
        children[parent] -= 1
        if children[parent] == 0:
            work.append(parent)
    return retained
