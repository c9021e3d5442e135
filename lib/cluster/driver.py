"""Hands runs to a Ray cluster and brings back what comes of them. Knows nothing of networks.

Reads JSON, a line each, from standard input, and answers on standard output:
  {"connect": {...},          first; see `connect`               {"ready": {"nodes": [[cores, bytes], ...]}}
   "needs": {...}}            `CPU` and `memory` of each run
  {"do": {...}}               a job of slot.py; and `store`,     {"run": "KEY", "messages": [...], "notices": [...]}
                              the run's folder on this machine,  {"run": "KEY", "lost": 1}
                              and `force`                        {"run": "KEY", "outcome": {...}, "node": "..."}
  {"stop": "KEY"}             the run leaves its checkpoint
  {"kept": "KEY"}             the run's result is in the store
Files come as bytes and are written to `store` before the answer. Ends with its input; then all runs end as well.
"""

import itertools
import json
import os
import queue
import sys
import threading

import ray
from connection import connect
from exchange import open_mailbox

# Seconds between two looks for lost runs, and for a cluster to let go.
LOOK, LEAVE = 1, 10
# How often a run may lose its node.
LOSSES = 5
LOST = (ray.exceptions.ActorDiedError, ray.exceptions.ActorUnavailableError)


@ray.remote(max_restarts=0)
class Slot:
    """A place for one run at a time. Its process, and the Node.js process that it starts, are kept for the next run."""

    def serve(self, name, mailbox):
        node = ray.get_runtime_context().get_node_id()
        try:
            while given := ray.get(mailbox.next.remote(name, node)):
                job, checkpoint = given
                here = os.path.join(os.getcwd(), os.path.dirname(job["module"]))
                if here not in sys.path:
                    sys.path.insert(0, here)
                import slot

                slot.do(job, checkpoint, mailbox)
        except ray.exceptions.RayActorError:
            # The driver has gone. Ray may take its time to notice.
            ray.actor.exit_actor()


class Driver:
    def __init__(self, mailbox, needs, identity, say):
        self.mailbox, self.needs, self.identity, self.say = mailbox, needs, identity, say
        self.lock = threading.RLock()
        self.runs, self.slots = {}, {}
        self.names, self.failed_starts = itertools.count(), 0
        self.unfit = {}  # What each node lacks, by its identity in Ray.

    def serve(self, requests):
        while True:
            request = requests.get()
            if "do" in request:
                self.begin({"attempt": 0, "losses": 0, **request["do"]})
            elif "kept" in request:
                self.mailbox.forget.remote(request["kept"])
            else:
                self.stop(request["stop"])

    def begin(self, job):
        with self.lock:
            self.runs[job["run"]] = job
            ray.get(self.mailbox.offer.remote(job, read(os.path.join(job["store"], job["checkpoint"]))))
            self.open_slots()

    def open_slots(self):
        """Gives the cluster as many slots as runs. Those that no node has room for wait for one, and unused ones end."""
        missing = len(self.runs) - len(self.slots)
        if missing <= 0:
            return
        needs = self.all_needs()
        options = {"num_cpus": needs["CPU"], "memory": needs["memory"], "num_gpus": needs["GPU"]}
        if self.unfit:
            options["label_selector"] = {"ray.io/node-id": f"!in({','.join(self.unfit)})"}
        for _ in range(missing):
            name = next(self.names)
            slot = Slot.options(**options).remote()
            self.slots[slot.serve.remote(name, self.mailbox)] = (name, slot)

    def all_needs(self):
        """What a run needs of a node: a GPU where there are any."""
        return {**self.needs, "GPU": 1 if ray.cluster_resources().get("GPU") else 0}

    def give_up(self):
        """Ends the runs for which only nodes are left that lack something: they would wait for ever."""
        if self.unfit and not self.fit_nodes():
            self.end_waiting("No node can do this run.\n" + "\n".join(self.unfit.values()))

    def end_waiting(self, text):
        """Ends all runs that no slot has begun."""
        for run in ray.get(self.mailbox.take_back.remote()):
            self.end(run, {"kind": "failure", "text": text})

    def fit_nodes(self):
        """The nodes that are large enough for a run and have not been found to lack anything."""
        needs = self.all_needs()
        return [
            node
            for node in ray.nodes()
            if node["Alive"]
            and node["NodeID"] not in self.unfit
            and all(node["Resources"].get(name, 0) >= amount for name, amount in needs.items())
        ]

    def stop(self, run):
        with self.lock:
            if run not in self.runs:
                return
            self.runs[run]["stopped"] = True
            if not ray.get(self.mailbox.stop.remote(run)):
                self.end(run, {"kind": "stopped"})

    def end(self, run, outcome, node=""):
        del self.runs[run]
        self.failed_starts = 0
        self.say({"run": run, "outcome": outcome, "node": node})

    def collect(self):
        """Brings news from the mailbox."""
        while True:
            for run, entry in ray.get(self.mailbox.take.remote()).items():
                with self.lock:
                    if run in self.runs:
                        self.note(run, self.runs[run], entry)

    def note(self, run, job, entry):
        if entry.get("checkpoint"):
            self.write(job, job["checkpoint"], entry["checkpoint"])
        if entry["messages"] or entry["notices"]:
            self.say({"run": run, "messages": entry["messages"], "notices": entry["notices"]})
        if "outcome" not in entry:
            return
        if entry["outcome"]["kind"] == "unfit":
            self.go_elsewhere(run, job, entry)
            return
        for name, content in entry.get("files", {}).items():
            self.write(job, name, content)
        self.end(run, entry["outcome"], entry["node"])

    def go_elsewhere(self, run, job, entry):
        """Gives a run to another node; the one that lacks something gets no more of them."""
        if job.get("stopped"):
            self.end(run, {"kind": "stopped"})
            return
        if entry["nodeId"] not in self.unfit:
            self.unfit[entry["nodeId"]] = f"Node {entry['node']}: {entry['outcome']['text']}"
            self.say({"run": run, "notices": [f"{self.unfit[entry['nodeId']]} It gets no more runs."]})
        self.begin({**job, "attempt": job["attempt"] + 1})

    def write(self, job, name, content):
        """Writes a file whole or not at all; what is left of a process that was killed has its identity in the name."""
        os.makedirs(job["store"], exist_ok=True)
        file = os.path.join(job["store"], name)
        part = f"{file}.{self.identity}.part"
        with open(part, "wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(part, file)

    def watch(self):
        """Finds the slots whose node was lost, and begins their runs elsewhere."""
        pause = threading.Event()
        while True:
            self.mailbox.hear.remote()
            with self.lock:
                self.give_up()
                refs = list(self.slots)
            if not refs:
                pause.wait(LOOK)
                continue
            ended, _ = ray.wait(refs, num_returns=len(refs), timeout=LOOK)
            for ref in ended:
                with self.lock:
                    self.close_slot(ref)

    def close_slot(self, ref):
        name, slot = self.slots.pop(ref)
        job = ray.get(self.mailbox.leave_slot.remote(name))
        try:
            ray.get(ref)
        except ray.exceptions.RayError as error:
            if not job:
                self.not_started(error)
            elif job["attempt"] == self.runs.get(job["run"], {}).get("attempt"):
                self.lost(job["run"], self.runs[job["run"]], error)
        ray.kill(slot)
        self.open_slots()

    def not_started(self, error):
        """A node may be lost while a slot is being started. But where all fail, no run would ever begin."""
        self.failed_starts += 1
        if not isinstance(error, LOST) or self.failed_starts > LOSSES * len(self.runs):
            self.end_waiting(str(error).strip())

    def lost(self, run, job, error):
        if job.get("stopped"):
            self.end(run, {"kind": "stopped"})
        elif not isinstance(error, LOST) or job["losses"] >= LOSSES:
            crashed = isinstance(error, (ray.exceptions.OutOfMemoryError, *LOST))
            self.end(run, {"kind": "failure", "text": str(error).strip(), "crashed": crashed})
        else:
            self.say({"run": run, "lost": job["losses"] + 1})
            self.begin({**job, "attempt": job["attempt"] + 1, "losses": job["losses"] + 1})


def read(file):
    try:
        with open(file, "rb") as handle:
            return handle.read()
    except FileNotFoundError:
        return None


def main():
    answers = os.fdopen(os.dup(1), "w")
    # Whatever a library prints is no answer.
    os.dup2(2, 1)
    lock = threading.Lock()

    def say(answer):
        with lock:
            print(json.dumps(answer), file=answers, flush=True)

    def thread(work):
        def run():
            try:
                work()
            except Exception as error:  # The cluster has gone, or a file cannot be written: nothing can go on.
                print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
                os._exit(1)

        threading.Thread(target=run, daemon=True).start()

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        first = json.loads(sys.stdin.readline())
        left = connect(**first["connect"])
        mailbox, own = open_mailbox(left)
    except Exception as error:  # Whatever Ray finds: its reader wants the reason, not where in Ray it was found.
        sys.exit(f"{type(error).__name__}: {error}")
    alive = [node["Resources"] for node in ray.nodes() if node["Alive"]]
    say({"ready": {"nodes": [[node.get("CPU", 0), node.get("memory", 0)] for node in alive]}})
    driver = Driver(mailbox, first["needs"], own, say)
    thread(driver.collect)
    thread(driver.watch)
    requests = queue.Queue()
    thread(lambda: driver.serve(requests))
    for line in sys.stdin:
        requests.put(json.loads(line))
    # A cluster that has gone as well does not answer.
    threading.Timer(LEAVE, os._exit, [1]).start()
    ray.kill(mailbox)
    ray.shutdown()
    os._exit(0)


main()
