"""Multinomial logistic regression on sparse rows, one example at a time, with AdaGrad's step sizes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.search.weights import Vector

EPOCHS = 8
RATE = 0.5
DECAY = 2e-4
FIRST_STEP = 1e-3
"""Keeps AdaGrad's first step finite."""


def learn(vectors: Sequence[Vector], labels: Sequence[int], classes: int, features: int) -> NDArray[np.float32]:
    """A weight for each feature and class, so that the softmax of a vector's weighted sums is the chance of each class.

    Duchi, Hazan, Singer: Adaptive Subgradient Methods (2011). The order of the examples is shuffled in the same way
    each time, so the same input gives the same weights on the same machine.
    """
    weights = np.zeros((features, classes), np.float32)
    squares = np.full((features, classes), FIRST_STEP, np.float32)
    numbers = [np.array([number for number, _ in vector], np.intp) for vector in vectors]
    values = [np.array([value for _, value in vector], np.float32) for vector in vectors]
    order = np.random.default_rng(seed=0)
    for _ in range(EPOCHS):
        for one in order.permutation(len(vectors)):
            rows, row = numbers[one], values[one]
            held = weights[rows]
            errors = _chances(row @ held)
            errors[labels[one]] -= 1
            slopes = row[:, None] * errors + DECAY * held
            squares[rows] += slopes * slopes
            weights[rows] = held - RATE * slopes / np.sqrt(squares[rows])
    return weights - np.median(weights, axis=1, keepdims=True)  # what speaks for all classes alike says nothing


def _chances(sums: NDArray[np.float32]) -> NDArray[np.float32]:
    shares: NDArray[np.float32] = np.exp(sums - sums.max())
    shares /= shares.sum()
    return shares
