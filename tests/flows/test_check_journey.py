"""`flows check`: faults of the stages, the events and the gates."""

import pytest

from flows.check.links import link_faults
from flows.load import load

JOURNEY_FAULTS = {
    "an event that leads nowhere": (
        'escalated = "platform_deciding"\nmoney', 'escalated = "limbo"\nmoney',
        ["stage 'seller_reviewing': unknown stage 'limbo'"],
    ),
    "an event that nobody knows": (
        'offer_accepted = "refund_due"', 'offer_taken = "refund_due"',
        ["stage 'weighing_offer': unknown event 'offer_taken'"],
    ),
    "the guide's own mark as a button": (
        'bank_asked = "="', 'bank_asked = "="\nverdict = "="', ["stage 'last_resort': unknown event 'verdict'"],
    ),
    "a stage without a beginning": (
        'by_the_days = ["talking_to_seller",', 'by_the_days = ["chatting", "talking_to_seller",', ["by_the_days: unknown stage 'chatting'"],
    ),
    "a clock, a warning and a gate that there aren't": (
        'clocks = ["refund"]\nwarnings = ["never_close", "chat_promises"]\ngates = ["closing"]',
        'clocks = ["money"]\nwarnings = ["greed"]\ngates = ["opening"]',
        ["stage 'refund_due': unknown clock 'money'", "stage 'refund_due': unknown warning 'greed'",
         "stage 'refund_due': unknown gate 'opening'"],
    ),
    "an event that leaves a stage of a dispute where the days put it": (
        'bank_asked = "refund_due"', 'bank_asked = "="',
        ["stage 'refund_due': an event stays where the days put the case, but no days put it here"],
    ),
    "an event that rests on nothing": (
        'id = "gave_up"\nfacts = ["PF-107"]', 'id = "gave_up"', ["event 'gave_up': rests on no fact"],
    ),
    "an event's day for a question that asks none": (
        'days = ["shipped_on"]', 'days = ["item_value"]', ["event 'shipped': unknown question for a date 'item_value'"],
    ),
    "a deadline for a question about money": (
        'by = "ship_by"', 'by = "offer_value"', ["event 'decided_return': unknown question for a date 'offer_value'"],
    ),
    "a sum for a question about a day": (
        'amount = "offer_value"', 'amount = "ship_by"',
        ["event 'seller_offered': unknown question for a sum 'ship_by'"],
    ),
    "an event that stands for no answer": (
        'dispute_stage = "return_sent"', 'dispute_stage = "gone"', ["event 'shipped': unknown dispute_stage 'gone'"],
    ),
    "a change into an answer that there isn't": (
        'sets = { situation = "arrived_wrong" }', 'sets = { situation = "arrived" }',
        ["event 'parcel_arrived': unknown value of situation 'arrived'"],
    ),
    "a change under a condition that can't be": (
        'when = { delivered_on = ["not_marked"] }', 'when = { delivered_on = ["unmarked"] }',
        ["event 'marked_delivered': unknown value of delivered_on 'unmarked'"],
    ),
    "a gate's condition on a stage that there isn't": (
        'when = { stage = ["last_resort"] }', 'when = { stage = ["the_end"] }',
        ["gate 'chargeback' condition 'ways_used_up': unknown value of stage 'the_end'"],
    ),
    "a gate's condition that rests on nothing": (
        '{ id = "tracked", facts = ["PF-097"] }', '{ id = "tracked", facts = [] }',
        ["gate 'shipping' condition 'tracked': rests on no fact"],
    ),
    "a stage without a way on": (
        'money_arrived = "closed"\nbank_asked = "refund_due"\ngave_up = "closed"', 'bank_asked = "refund_due"',
        ["stage 'refund_due': is a dead end, no event leads on"],
    ),
    "a closed case that goes on": (
        'waits_for = "nobody"\nclaims = false', 'waits_for = "nobody"\nclaims = false\n[stage.on]\ngave_up = "closed"',
        ["stage 'closed': nothing may lead on from there"],
    ),
    "an event that leads two ways": (
        'parcel_arrived = "="\narrived_fine = "closed"\nmarked_delivered = "="\ndispute_opened = "seller_reviewing"',
        'parcel_arrived = "="\narrived_fine = "closed"\nmarked_delivered = "="\ndispute_opened = "platform_deciding"',
        ["event 'dispute_opened': leads two ways from stages that only the days tell apart"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", JOURNEY_FAULTS)
def test_a_fault_of_the_journey_is_named(copy, name):
    old, new, expected = JOURNEY_FAULTS[name]
    copy.change("stages.toml", old, new)
    assert list(link_faults(load(copy.folder))) == expected


def test_a_stage_that_nothing_leads_to_is_named(copy):
    copy.change("stages.toml", 'appealed = "appealing"\ndispute_closed', "dispute_closed")
    copy.change("stages.toml", 'appealed = "appealing"\nrefund_approved', "refund_approved")
    assert list(link_faults(load(copy.folder))) == [
        "stage 'appealing': is never reached", "event 'appealed': no stage offers it",
    ]  # fmt: skip


def test_a_gate_that_no_stage_offers_is_named(copy):
    copy.add("stages.toml", '[[gate]]\nid = "leap"\nconditions = []')
    assert list(link_faults(load(copy.folder))) == ["gate 'leap': no stage offers it", "gate 'leap': asks nothing"]
