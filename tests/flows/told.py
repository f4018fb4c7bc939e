"""Cases as they are written in the contract: answers by their stored form."""

DAMAGED = {
    "situation": "arrived_wrong", "problem": "damaged", "flaw": "unusable", "delivered_on": "2026-11-18",
    "protection_ends_on": "unknown", "item_value": "24.90 EUR", "postage": "as_much_or_more",
    "seller_contact": "not_yet",
}  # fmt: skip
NOT_RECEIVED = {
    "situation": "nothing_arrived", "problem": "not_received", "latest_delivery_on": "2026-11-25",
    "protection_ends_on": "2027-01-20", "item_value": "24.90 EUR", "seller_contact": "not_yet",
}  # fmt: skip
CUSTOMS = NOT_RECEIVED | {"problem": "customs"}
MARKED_DELIVERED = {
    "situation": "nothing_arrived", "problem": "marked_delivered_not_received", "tracking": "my_address",
    "delivered_on": "2026-11-18", "protection_ends_on": "2026-12-20", "item_value": "24.90 EUR",
    "seller_contact": "not_yet",
}  # fmt: skip


def in_dispute(stage, **answers):
    return {"situation": "in_dispute", "dispute_stage": stage, "disputed_problem": "damaged", **answers}


def wrote(contact, on):
    return {"seller_contact": contact, "contacted_on": on}
