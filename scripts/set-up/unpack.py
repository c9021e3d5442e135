"""Unpacks the parts of a TensorFlow or CUDA wheel that C programs need: shared libraries, headers, CUDA's tools.

    python unpack.py WHEEL FOLDER

Prints its progress as '120 of 600 MB'. zipfile itself keeps links and paths inside the folder.
"""

import re
import sys
import zipfile

PARTS = re.compile(
    r"tensorflow/(libtensorflow(_cc|_framework)\.(so\.2|2\.dylib)"
    r"|include/(tensorflow/c|tensorflow/core/platform|tsl|xla/tsl|absl)/.+)$"
    r"|nvidia/.+/(lib|bin|nvvm)/.+"
)

with zipfile.ZipFile(sys.argv[1]) as wheel:
    members = [member for member in wheel.infolist() if PARTS.match(member.filename) and not member.is_dir()]
    total = sum(member.file_size for member in members)
    done = told = 0
    for member in members:
        path = wheel.extract(member, sys.argv[2])
        done += member.file_size
        if done - told > total // 50 or done == total:
            told = done
            print(f"{done / 1e6:.0f} of {total / 1e6:.0f} MB", flush=True)
