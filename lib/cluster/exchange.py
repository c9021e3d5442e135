"""Where the nodes of a cluster leave what the driver takes. Knows nothing of networks."""

import asyncio
import sys
import time

import ray
from connection import identity
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

# Bytes that are fetched at a time.
AT_A_TIME = 64_000_000
# Seconds that the mailbox of a driver that was killed is kept for the next one, and between two looks.
KEPT, LOOK = 3600, 30

# The head node does not have this module.
ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])


@ray.remote(num_cpus=0)
class Mailbox:
    """What nodes and driver tell each other. It is on the head node, which outlives the others.

    A result stays here until the driver has stored it. If the driver is killed first, the next one takes over what was
    `left`: the results and the latest checkpoints. The mailbox outlives its driver for that.
    """

    def __init__(self, left):
        self.attempts, self.begun, self.stops, self.ended = {}, set(), set(), set()
        self.entries = {}
        self.results, self.checkpoints = left["results"], left["checkpoints"]
        self.arrived = asyncio.Event()
        self.heard = time.monotonic()

    async def hear(self):
        """The driver is there."""
        self.heard = time.monotonic()

    async def expire(self):
        """Ends this process when nothing has been heard of a driver for long."""
        while time.monotonic() - self.heard < KEPT:
            await asyncio.sleep(LOOK)
        ray.actor.exit_actor()

    async def offer(self, run, attempt, force):
        """Whether a run needs this attempt, and the checkpoint of a killed driver to go on from.

        It needs none if the last attempt ended before its node was lost, or a killed driver has left its result.
        """
        if attempt > 0 and run in self.ended:
            return False, None
        self.attempts[run] = attempt
        for group in (self.begun, self.ended) if attempt > 0 else (self.begun, self.ended, self.stops):
            group.discard(run)
        if force:
            self.results.pop(run, None)
            self.checkpoints.pop(run, None)
        result = self.results.get(run)
        if result:
            self.entries[run] = {"messages": [], "notices": [], **result}
            self.arrived.set()
        return result is None, self.checkpoints.pop(run, None)

    async def begin(self, run, attempt):
        if run in self.stops or self.attempts.get(run) != attempt:
            return False
        self.begun.add(run)
        return True

    async def waiting(self):
        """Runs that no node has begun."""
        return [run for run in self.attempts if run not in self.begun]

    async def stop(self, run):
        """Stops a run; whether it had begun, so that it has something to leave."""
        self.stops.add(run)
        return run in self.begun

    async def put(self, run, attempt, content):
        """Takes news of a run; whether it is to stop."""
        if self.attempts.get(run) != attempt:
            return True
        entry = self.entries.setdefault(run, {"messages": [], "notices": []})
        for name, value in content.items():
            if name in ("messages", "notices"):
                entry[name] += value
            elif value is not None:
                entry[name] = value
        outcome = content.get("outcome")
        if outcome and outcome["kind"] != "unfit":
            self.ended.add(run)
            if outcome["kind"] == "result":
                self.results[run] = {name: content[name] for name in ("outcome", "files", "node", "nodeId")}
        self.arrived.set()
        return run in self.stops

    async def take(self):
        """News of some runs, once there are any."""
        await self.arrived.wait()
        taken, size = {}, 0
        while self.entries and size < AT_A_TIME:
            run = next(iter(self.entries))
            taken[run] = entry = self.entries.pop(run)
            size += sum(len(file) for file in [entry.get("checkpoint") or b"", *entry.get("files", {}).values()])
        if not self.entries:
            self.arrived.clear()
        return taken

    async def forget(self, run):
        """The driver has stored a run's result."""
        self.results.pop(run, None)

    async def leave(self):
        """What a driver that was killed has not stored. Takes no more news."""
        self.attempts = {}
        fresh = {run: entry["checkpoint"] for run, entry in self.entries.items() if entry.get("checkpoint")}
        return {"results": self.results, "checkpoints": {**self.checkpoints, **fresh}}


def open_mailbox(left):
    """A mailbox on the head node, under the name of this process."""
    own = identity()
    head = next(node for node in ray.nodes() if "node:__internal_head__" in node["Resources"])
    place = NodeAffinitySchedulingStrategy(head["NodeID"], soft=False)
    options = {"name": own, "lifetime": "detached", "scheduling_strategy": place, "max_concurrency": 1000}
    mailbox = Mailbox.options(**options).remote(left)
    mailbox.expire.remote()
    return mailbox, own
