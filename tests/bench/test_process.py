"""A bot and the server that it talks to have a core each, where the machine has two."""

import os

import pytest

from bench import process


@pytest.fixture
def machine(monkeypatch):
    """A machine whose cores 0 and 3 may be used, as the operating system tells of it and is told."""
    allowed = {0: {0, 3}}
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: allowed.get(pid, allowed[0]), raising=False)
    monkeypatch.setattr(os, "sched_setaffinity", allowed.__setitem__, raising=False)
    process.cores.cache_clear()
    yield allowed
    process.cores.cache_clear()


def test_the_bot_gets_a_core_of_its_own_after_the_server_took_its_one(machine):
    process.stay_on(process.cores()[0])
    process.stay_on(process.cores()[1], pid=123)
    assert machine == {0: {0}, 123: {3}}


def test_on_a_machine_with_one_core_nobody_is_kept_anywhere(machine):
    machine[0] = {0}
    process.stay_on(process.cores()[0])
    process.stay_on(process.cores()[1], pid=123)
    assert machine == {0: {0}}
