"""The driver's connection to a cluster, and the names by which drivers of the same store know of each other."""

import os
import socket
from urllib.parse import urlsplit

import ray

# Seconds to wait for the address to answer, and for what a killed driver has left.
REACH, PATIENCE = 5, 60


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
    has been killed. Returns what these runs have left, as the mailbox says."""
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
    left = {"results": {}, "checkpoints": {}}
    # They would go on until Ray misses the driver.
    for name in ray.util.list_named_actors():
        if not is_running(name):
            end_of(ray.get_actor(name), left)
    return left


def end_of(mailbox, left):
    """Ends the runs of a driver that was killed, and notes what they have left."""
    try:
        for kind, content in ray.get(mailbox.leave.remote(), timeout=PATIENCE).items():
            left[kind].update(content)
    except (ray.exceptions.RayActorError, ray.exceptions.GetTimeoutError):
        pass  # It has ended already, or does not answer: its runs are done again.
    ray.kill(mailbox)
