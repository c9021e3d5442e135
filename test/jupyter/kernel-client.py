"""Runs cells in the project's kernel: reads one JSON request a line, writes one JSON reply a line.

Instead of running a cell it can ask what an editor asks, about a place in it ("cursor", counted in characters).

    request: {"code": "...", "interrupt": {"display": text in one, "file": that the cell writes}}
    reply:   {"status": "ok" | "error", "stdout": "...", "stderr": "...", "displays": [...], "seconds": ...}
    request: {"code": "...", "cursor": 5, "ask": "complete" | "inspect"}
    reply:   the content of Jupyter's answer, e.g. {"matches": [...]} or {"data": {"text/plain": "..."}}
"""

import json
import os
import subprocess
import sys
import threading
import time

from jupyter_client.manager import start_new_kernel

# Not with this process's standard output: Node would make it non-blocking, and long replies would be cut off.
manager, client = start_new_kernel(kernel_name="faces", startup_timeout=120, stdout=subprocess.DEVNULL)


def interrupt_after(file):
    """A cell that computes sends nothing: a file says that it has begun."""
    while not os.path.exists(file):
        time.sleep(0.05)
    os.remove(file)
    # Not while Node.js itself watches for interrupts, which it does until the cell first waits.
    time.sleep(0.5)
    manager.interrupt_kernel()


try:
    for line in sys.stdin:
        request = json.loads(line)
        if "ask" in request:
            ask = getattr(client, request["ask"])
            answer = ask(request["code"], request["cursor"], reply=True, timeout=600)
            print(json.dumps(answer["content"]), flush=True)
            continue
        reply = {"stdout": "", "stderr": "", "displays": []}
        awaited = request.get("interrupt", {})

        def hear(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                reply[content["name"]] += content["text"]
            elif message["msg_type"] in ("display_data", "update_display_data"):
                reply["displays"].append(content["data"])
                if "display" in awaited and awaited["display"] in str(content["data"]):
                    del awaited["display"]
                    manager.interrupt_kernel()

        if "file" in awaited:
            threading.Thread(target=interrupt_after, args=(awaited["file"],), daemon=True).start()
        started = time.monotonic()
        answer = client.execute_interactive(request["code"], output_hook=hear, timeout=600)
        reply["status"] = answer["content"]["status"]
        reply["seconds"] = time.monotonic() - started
        if reply["status"] == "error":
            # After an error tslab refuses what comes within 200 ms.
            time.sleep(0.4)
        print(json.dumps(reply), flush=True)
finally:
    client.stop_channels()
    manager.shutdown_kernel()
