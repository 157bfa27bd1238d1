"""Run each of the programs named on the command line, and print an outcome per line as JSON."""

import contextlib
import io
import json
import pathlib
import sys
import traceback

for path in sys.argv[1:]:
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            code = compile(pathlib.Path(path).read_text(encoding="utf-8"), path, "exec")
            exec(code, {"__name__": "__main__"})
        outcome = {"ok": True, "text": printed.getvalue()}
    except (Exception, SystemExit):
        outcome = {"ok": False, "text": printed.getvalue() + traceback.format_exc()}
    print(json.dumps(outcome))
