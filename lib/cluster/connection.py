"""The driver's connection to a cluster, and the names by which drivers of the same store know of each other."""

import os
import socket
from urllib.parse import urlsplit

import ray

# Seconds to wait for the address to answer.
REACH = 5


def identity():
    """Identifies this process, in the words of identity.mjs."""
    pid = os.getpid()
    return "-".join([str(pid), started(pid), open("/proc/sys/kernel/random/boot_id").read().strip()])


def started(pid):
    try:
        stat = open(f"/proc/{pid}/stat").read()
    except OSError:
        return ""
    return stat[stat.rindex(")") + 2 :].split()[19]


def is_running(name):
    pid, start, boot = name.split("-", 2)
    return started(pid) == start and identity().endswith(boot)


def connect(address, folder, leave, namespace):
    """Connects to a cluster, which gets this folder's content without what is to be left out, and ends runs whose driver
    has been killed."""
    parts = urlsplit(address)
    if parts.scheme == "ray":
        # Ray would try for half a minute.
        socket.create_connection((parts.hostname, parts.port or 10001), REACH).close()
    ray.init(
        address if parts.scheme == "ray" or address == "auto" else "local",
        namespace=namespace,
        runtime_env={"working_dir": folder, "excludes": leave},
        logging_level="error",
        log_to_driver=False,
        **({"include_dashboard": False} if address == "local" else {}),
    )
    # They would go on until Ray misses the driver.
    for name in ray.util.list_named_actors():
        if not is_running(name):
            ray.kill(ray.get_actor(name))
