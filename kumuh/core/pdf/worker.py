"""Renders one document in a child process that may be stopped: by the clock, by memory, by a crash.

The children are forked from a clean server process (`multiprocessing` "forkserver") that has already
imported WeasyPrint, so a job costs no import and inherits no lock of a busy web process.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType

from kumuh.core.pdf.engine import RenderJob, render
from kumuh.core.pdf.errors import PdfError, PdfTooHeavy

MEGABYTE = 1024 * 1024
_LAUNCH = threading.Lock()


def render_apart(job: RenderJob, *, seconds: float, megabytes: int) -> bytes:
    """Render in a child process; raises `PdfTooHeavy` past `seconds` or `megabytes`, else as `render`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kumuh.core.pdf.zygote"])
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(sender, job, megabytes), name="cetak-pdf")
    with _LAUNCH, _no_caller_script():
        child.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise PdfTooHeavy(f"lebih dari {seconds:g} detik")
        answer = receiver.recv()
    except EOFError:
        child.join()
        raise PdfTooHeavy(f"proses cetak berhenti, kode {child.exitcode}") from None
    finally:
        receiver.close()
        if child.is_alive():
            child.join(0.5)
        if child.is_alive():
            child.kill()
        child.join()
        child.close()
    if isinstance(answer, PdfError):
        raise answer
    return answer


@contextlib.contextmanager
def _no_caller_script() -> Iterator[None]:
    """Keep `multiprocessing` from running the caller's script again in the child, which needs nothing of it."""
    caller = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = caller


def _child(sender: Connection, job: RenderJob, megabytes: int) -> None:
    """Render and send back bytes or the error; a memory error is reported in words."""
    _limit_memory(megabytes)
    answer: bytes | PdfError
    try:
        answer = render(job)
    except MemoryError:
        answer = PdfTooHeavy(f"lebih dari {megabytes} MB memori")
    except PdfError as problem:
        answer = problem
    sender.send(answer)
    sender.close()


def _limit_memory(megabytes: int) -> None:
    """Cap the address space at what the process has now plus `megabytes` (Linux only)."""
    if not sys.platform.startswith("linux"):
        return
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    cap = pages * os.sysconf("SC_PAGE_SIZE") + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (cap, cap))
