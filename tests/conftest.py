"""What all tests share."""

import gc

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Collect tests without looking for garbage among them: they stay, and each worker has seven thousand."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
