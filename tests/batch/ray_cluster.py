"""A Ray cluster of two nodes on this machine, for the tests: real processes that can be killed one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ray.cluster_utils import Cluster

# Ray would turn the loopback address into the machine's outward one, where this cluster does not listen.
# The nodes import what the tests give them to do.
ENVIRONMENT = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
}
_NODE: dict[str, Any] = {
    "num_cpus": 1,
    "node_ip_address": "127.0.0.1",
    "include_dashboard": False,
    "object_store_memory": 80 * 1024 * 1024,
}


@contextmanager
def two_nodes() -> Iterator["Cluster"]:
    """Start a head and a second node of one processor each, and end them."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        # Not at the top: Ray reads the variables while it is imported.
        from ray.cluster_utils import Cluster

        cluster = Cluster(initialize_head=True, head_node_args=_NODE)
        try:
            cluster.add_node(**_NODE)
            yield cluster
        finally:
            cluster.shutdown()  # type: ignore[no-untyped-call]  # Ray leaves it without types


def restore(cluster: "Cluster") -> None:
    """Give the cluster a second node again."""
    if not cluster.worker_nodes:
        cluster.add_node(**_NODE)
