"""Runs cells in the project's kernel: reads one JSON request a line, writes one JSON reply a line.

Instead of running a cell it can ask what an editor asks, about a place in it ("cursor", counted in characters).

    request: {"code": "...", "interrupt": seconds, text in a display, or null}
    reply:   {"status": "ok" | "error", "stdout": "...", "stderr": "...", "displays": [...], "seconds": ...}
    request: {"code": "...", "cursor": 5, "ask": "complete" | "inspect"}
    reply:   the content of Jupyter's answer, e.g. {"matches": [...]} or {"data": {"text/plain": "..."}}
"""

import json
import subprocess
import sys
import threading
import time

from jupyter_client.manager import start_new_kernel

# Not with this process's standard output: Node would make it non-blocking, and long replies would be cut off.
manager, client = start_new_kernel(kernel_name="faces", startup_timeout=120, stdout=subprocess.DEVNULL)
try:
    for line in sys.stdin:
        request = json.loads(line)
        if "ask" in request:
            ask = getattr(client, request["ask"])
            answer = ask(request["code"], request["cursor"], reply=True, timeout=300)
            print(json.dumps(answer["content"]), flush=True)
            continue
        reply = {"stdout": "", "stderr": "", "displays": []}
        interrupt = request.get("interrupt")

        def hear(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                reply[content["name"]] += content["text"]
            elif message["msg_type"] in ("display_data", "update_display_data"):
                reply["displays"].append(content["data"])
                global interrupt
                if isinstance(interrupt, str) and interrupt in str(content["data"]):
                    interrupt = None
                    manager.interrupt_kernel()

        if isinstance(interrupt, (int, float)):
            threading.Timer(interrupt, manager.interrupt_kernel).start()
        started = time.monotonic()
        answer = client.execute_interactive(request["code"], output_hook=hear, timeout=300)
        reply["status"] = answer["content"]["status"]
        reply["seconds"] = time.monotonic() - started
        if reply["status"] == "error":
            # After an error tslab refuses what comes within 200 ms.
            time.sleep(0.4)
        print(json.dumps(reply), flush=True)
finally:
    client.stop_channels()
    manager.shutdown_kernel()
