"""Where the nodes of a cluster leave what the driver takes. Knows nothing of networks."""

import asyncio
import collections
import sys
import time

import ray
from connection import identity
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

# Bytes that are fetched at a time.
AT_A_TIME = 64_000_000
# Seconds that the mailbox of a driver that was killed is kept for the next one, and between two looks.
KEPT, LOOK = 3600, 30
# Seconds that a slot waits for a run before it leaves its node to others.
IDLE = 10

# The head node does not have this module.
ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])


@ray.remote(num_cpus=0)
class Mailbox:
    """What nodes and driver tell each other. It is on the head node, which outlives the others.

    A result stays here until the driver has stored it. If the driver is killed first, the next one takes over what was
    `left`: the results and the latest checkpoints. The mailbox outlives its driver for that.
    """

    def __init__(self, left):
        self.attempts, self.stops, self.ended = {}, set(), set()
        self.queue, self.queued = collections.deque(), asyncio.Condition()  # Jobs with their checkpoints.
        self.jobs, self.gone, self.unfit = {}, set(), set()  # Jobs by slot; slots; nodes.
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

    async def offer(self, job, checkpoint):
        """Queues a run, to go on from a checkpoint if there is one; a later one of a killed driver comes first.

        A run is not needed if its last attempt ended before its node was lost, or a killed driver has left its result.
        """
        run, is_first = job["run"], job["attempt"] == 0
        if not is_first and run in self.ended:
            return
        self.attempts[run] = job["attempt"]
        self.ended.discard(run)
        if is_first:
            self.stops.discard(run)
        if job["force"]:
            self.results.pop(run, None)
            self.checkpoints.pop(run, None)
        if result := self.results.get(run):
            self.entries[run] = {"messages": [], "notices": [], **result}
            self.arrived.set()
            return
        add = self.queue.append if is_first else self.queue.appendleft
        add((job, self.checkpoints.pop(run, None) or checkpoint))
        await self.wake()

    async def next(self, slot, node):
        """A job for a slot, with its checkpoint; None if it is to end."""

        def is_over():
            return slot in self.gone or node in self.unfit

        async with self.queued:
            try:
                await asyncio.wait_for(self.queued.wait_for(lambda: self.queue or is_over()), IDLE)
            except asyncio.TimeoutError:
                return None
            if is_over():
                return None
            given = self.queue.popleft()
            self.jobs[slot] = given[0]
            return given

    async def leave_slot(self, slot):
        """Gives no more jobs to a slot that has ended; returns the last one."""
        self.gone.add(slot)
        await self.wake()
        return self.jobs.pop(slot, None)

    async def wake(self):
        async with self.queued:
            self.queued.notify_all()

    async def take_back(self):
        """Takes all runs back that no slot has begun."""
        runs = [job["run"] for job, _ in self.queue]
        self.queue.clear()
        return runs

    async def stop(self, run):
        """Stops a run; whether it had begun, so that it has something to leave."""
        for entry in self.queue:
            if entry[0]["run"] == run:
                self.queue.remove(entry)
                return False
        self.stops.add(run)
        return True

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
        if outcome and outcome["kind"] == "unfit":
            self.unfit.add(content["nodeId"])
            await self.wake()
        elif outcome:
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
        """What a driver that was killed has not stored. Takes no more news, and gives no more jobs."""
        self.attempts = {}
        self.queue.clear()
        fresh = {run: entry["checkpoint"] for run, entry in self.entries.items() if entry.get("checkpoint")}
        return {"results": self.results, "checkpoints": {**self.checkpoints, **fresh}}


def open_mailbox(left):
    """A mailbox on the head node, under the name of this process."""
    own = identity()
    head = next(node for node in ray.nodes() if "node:__internal_head__" in node["Resources"])
    place = NodeAffinitySchedulingStrategy(head["NodeID"], soft=False)
    options = {"name": own, "lifetime": "detached", "scheduling_strategy": place, "max_concurrency": 10_000}
    mailbox = Mailbox.options(**options).remote(left)
    mailbox.expire.remote()
    return mailbox, own
