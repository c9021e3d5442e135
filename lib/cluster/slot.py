"""Does runs on a node of a cluster, in a Node.js process that is kept for the next run. Knows nothing of networks.

A job is a dictionary:
  run, attempt   which run this is, and how often it has been begun before
  module, task   the Node.js module that does the run, relative to the working directory, and what it is told, beside the
                 folder for the run's files
  checkpoint     name of the file in that folder that is carried back whenever it changes, and given to a resumed run
  results        names of the files in it that are carried back at the end
  environment    variables for the module; the node's own come before `defaults`, and after `limits`
  setUp          see `prepare`
"""

import fcntl
import json
import os
import select
import shutil
import socket
import subprocess
import tempfile
import time

import ray

# Seconds between two looks for news, and between two signs of life where there are none.
LOOK, LIFE = 0.2, 1.0
# Characters of a process's error output that are kept.
KEPT = 2000
# The driver's exit status for a stopped task, as after Ctrl-C.
STOPPED = 130

kept = None


class NodeError(Exception):
    """The node lacks something that others may have; the message says what to do."""


class Worker:
    """A Node.js process that does one task after the other; `serveTask` is the other side."""

    def __init__(self, module, environment):
        self.made_of = (module, environment)
        ours, theirs = socket.socketpair()
        # Node.js talks to the parent that a variable names: JSON, a line each.
        channel = {"NODE_CHANNEL_FD": str(theirs.fileno()), "NODE_CHANNEL_SERIALIZATION_MODE": "json"}
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [node_program(), "--require", "./lib/system/typescript.cjs", os.path.abspath(module)],
            env={**os.environ, **environment, **channel},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.output,
        )
        theirs.close()
        self.channel = ours
        self.rest = b""

    def order(self, order):
        try:
            self.channel.sendall(json.dumps(order).encode() + b"\n")
        except OSError:
            pass  # The end of the channel tells.

    def replies(self, seconds):
        """What the process has said, within some seconds; None once it has ended."""
        if not select.select([self.channel], [], [], seconds)[0]:
            return []
        try:
            received = self.channel.recv(1 << 20)
        except OSError:
            received = b""
        if not received:
            return None
        *lines, self.rest = (self.rest + received).split(b"\n")
        return [json.loads(line) for line in lines if line]

    def end_of(self):
        """How the process ended."""
        status = self.process.wait()
        self.output.seek(max(0, self.output.seek(0, os.SEEK_END) - KEPT))
        said = self.output.read().decode(errors="replace")
        return {"kind": "stopped"} if status == STOPPED else {"kind": "ended", "status": status, "output": said}

    def end(self):
        self.channel.close()
        self.process.wait()


def node_program():
    program = shutil.which("node")
    if program is None:
        raise NodeError("There is no program `node` on its PATH. Install Node.js 20.19 or later there.")
    return program


def worker_for(job, variables):
    global kept
    environment = {**{k: v for k, v in job["environment"]["defaults"].items() if k not in os.environ}, **variables}
    environment.update(job["environment"]["limits"])
    made_of = (job["module"], environment)
    if kept and (kept.made_of != made_of or kept.process.poll() is not None):
        kept.end()
        kept = None
    kept = kept or Worker(*made_of)
    return kept


def prepare(set_up, say):
    """Gives the working directory its packages, and returns where the node's cache is.

    The driver's own are taken where the node sees them; otherwise they are installed once for each content of the lock
    files, in a folder that all working directories of this node share.
    """
    own = os.environ.get("FACES_CACHE")
    here = read(os.path.join(set_up["root"], ".cache/set-up.json")) == set_up["stamp"]
    home = own or (set_up["cache"] if here else os.path.expanduser("~/.cache/facial-keypoints"))
    with locked("set-up.lock"):
        if not os.path.exists("node_modules"):
            source = set_up["root"] if here else installed(os.path.join(home, "set-up", set_up["key"]), say)
            os.symlink(os.path.join(source, "node_modules"), "node_modules")
    return {"FACES_CACHE": home}


def installed(folder, say):
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    with locked(folder + ".lock"):
        # Its set-up writes this file last.
        if os.path.exists(os.path.join(folder, ".cache/set-up.json")):
            return folder
        say("setting up, once for these versions of all packages. It takes a minute or two.")
        began = time.monotonic()
        shutil.copytree(os.getcwd(), folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".runs", "set-up.lock"))
        done = subprocess.run(
            [node_program(), "scripts/set-up.mjs"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode != 0:
            raise NodeError(f"It could not be set up:\n{done.stdout[-KEPT:].strip()}")
        say(f"set up in {time.monotonic() - began:.0f} s, in {folder}.")
        return folder


class locked:
    """Holds a lock file; a process that ends lets go of it."""

    def __init__(self, file):
        self.file = file

    def __enter__(self):
        self.handle = open(self.file, "a")
        fcntl.flock(self.handle, fcntl.LOCK_EX)

    def __exit__(self, *_):
        self.handle.close()


def read(file, mode="r"):
    try:
        with open(file, mode) as handle:
            return handle.read()
    except OSError:
        return None


class Watched:
    """A file that is carried back whenever it changes. It is always replaced as a whole."""

    def __init__(self, file):
        self.file = file
        self.seen = self.stamp()

    def stamp(self):
        try:
            found = os.stat(self.file)
            return (found.st_ino, found.st_mtime_ns)
        except OSError:
            return None

    def news(self):
        stamp = self.stamp()
        if stamp is None or stamp == self.seen:
            return None
        self.seen = stamp
        return read(self.file, "rb")


def do(job, checkpoint, mailbox):
    """Does a run.

    Raises RayActorError when the driver has gone: then nobody wants the result.
    """
    node = f"{ray.util.get_node_ip_address()} ({socket.gethostname()})"

    where = {"node": node, "nodeId": ray.get_runtime_context().get_node_id()}

    def put(**content):
        return ray.get(mailbox.put.remote(job["run"], job["attempt"], {**where, **content}))

    try:
        variables = prepare(job["setUp"], lambda text: put(notices=[f"Node {node}: {text}"]))
        worker = worker_for(job, variables)
    except NodeError as error:
        put(outcome={"kind": "unfit", "text": str(error)})
        return
    folder = os.path.abspath(f".runs/{job['run']}-{job['attempt']}-{os.getpid()}")
    os.makedirs(folder)
    try:
        file = os.path.join(folder, job["checkpoint"])
        if checkpoint is not None:
            with open(file, "wb") as handle:
                handle.write(checkpoint)
        follow(job, worker, Watched(file), put, folder)
    except ray.exceptions.RayActorError:
        worker.end()
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def follow(job, worker, checkpoint, put, folder):
    """Gives a process its task, and carries back what comes of it."""
    worker.order({"kind": "task", "task": {**job["task"], "folder": folder}})
    asked = False
    outcome, messages, notices = None, [], []
    last = 0.0
    while outcome is None:
        until = time.monotonic() + LOOK
        while outcome is None and (left := until - time.monotonic()) > 0:
            replies = worker.replies(left)
            if replies is None:
                outcome = worker.end_of()
            for reply in replies or []:
                if reply["kind"] == "message":
                    messages.append(reply["message"])
                elif reply["kind"] == "notice":
                    notices.append(reply["text"])
                else:
                    outcome = reply
        if outcome is not None and "unfit" in outcome.get("result", {}):
            outcome = {"kind": "unfit", "text": outcome["result"]["unfit"]}
        # A finished run needs no checkpoint: it brings its result.
        is_done = outcome is not None and outcome["kind"] == "result"
        state = None if is_done else checkpoint.news()
        files = {name: read(os.path.join(folder, name), "rb") for name in job["results"]} if is_done else {}
        if missing := [name for name, content in files.items() if content is None]:
            files, outcome = {}, {"kind": "failure", "text": f"The run has left no {' and no '.join(missing)}."}
        if messages or notices or outcome or state is not None or time.monotonic() - last > LIFE:
            content = {"messages": messages, "notices": notices, "checkpoint": state, "outcome": outcome, "files": files}
            wants_stop = put(**content)
            last = time.monotonic()
            messages, notices = [], []
            if wants_stop and not asked and outcome is None:
                asked = True
                worker.order({"kind": "stop"})
