"""Executes a notebook and reports its progress as JSON lines on standard output.

    python execute.py NOTEBOOK EXECUTED_NOTEBOOK WORKING_FOLDER

Exit status: 0 done, 1 a cell failed, 2 the kernel did not start, 130 interrupted. Ends, with its kernel, when standard input is closed.
"""

import json
import os
import signal
import sys
import threading
import time
from html.parser import HTMLParser

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError


# Seconds that the kernel may take to start. Two are usual; a busy or emulated processor takes a hundred times as long.
START = 600


class ProgressFinder(HTMLParser):
    """Finds the attribute by which live displays give their progress."""

    text = None

    def handle_starttag(self, tag, attributes):
        self.text = self.text or dict(attributes).get("data-progress")


def tell(event, **values):
    print(json.dumps({"event": event, **values}), flush=True)


class Client(NotebookClient):
    """Reports the progress that a live display shows."""

    def process_message(self, msg, cell, cell_index):
        if msg["msg_type"] in ("display_data", "update_display_data"):
            finder = ProgressFinder()
            # Nothing else of a page is looked at; the scripts of figures are long.
            finder.feed(str(msg["content"]["data"].get("text/html", ""))[:2000])
            if finder.text:
                tell("progress", text=finder.text)
        return super().process_message(msg, cell, cell_index)


def end_with_parent():
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGINT)


def main(source, target, folder):
    notebook = nbformat.read(source, as_version=4)
    started = {}

    def begin(cell, cell_index):
        started[cell_index] = time.monotonic()
        tell("begin", cell=cell_index)

    def end(cell, cell_index, execute_reply):
        seconds = time.monotonic() - started[cell_index]
        cell.metadata["seconds"] = round(seconds, 3)
        tell("end", cell=cell_index, seconds=seconds)

    client = Client(
        notebook,
        # The notebook may name another kernel for the same language, or none.
        kernel_name="faces",
        timeout=None,
        startup_timeout=START,
        coalesce_streams=True,
        resources={"metadata": {"path": folder}},
        on_cell_execute=begin,
        on_cell_executed=end,
    )
    # The events below say what nbclient would log.
    client.log.setLevel("CRITICAL")
    tell("start", cells=len(notebook.cells))
    threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        client.execute()
    except CellExecutionError:
        index = max(started)
        tell("fail", cell=index, outputs=notebook.cells[index].outputs)
        return 1
    except DeadKernelError:
        tell("dead", cell=max(started, default=0))
        return 1
    except RuntimeError as error:
        if started:
            raise
        print(error, file=sys.stderr)
        return 2
    nbformat.write(notebook, target)
    return 0


if __name__ == "__main__":
    interrupted = False
    try:
        status = main(*sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    # A regular exit would print an error, because a daemon thread still reads standard input.
    sys.stdout.flush()
    os._exit(status)
