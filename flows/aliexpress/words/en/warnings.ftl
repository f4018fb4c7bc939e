# What never to do, and why.

warning-never_close = Never close the dispute on a promise: it can’t be reopened. Keep it open until the refund is visible in your account; a real refund works while it is open.
warning-true_reason = Don’t choose a reason that isn’t true. The wrong one can sink a strong claim.
warning-vague_reason = Don’t write only that it is bad. A vague reason without proof usually loses.
warning-last_day = Don’t leave it to the last day.
warning-never_ship_unasked = Never send anything back without an open dispute and an authorised address. You would likely lose both the item and the money.
warning-chat_promises = Don’t rely on promises in the chat. What counts is what can be seen in the case.
warning-other_name = Don’t file under another reason because “not received” isn’t offered yet. The wrong reason can sink a strong claim.
warning-early_confirm = Don’t tap Confirm Receipt before the parcel is in your hands. It starts the countdown for a dispute.
warning-wait_too_long = Don’t wait on and on for the parcel. When the window closes, the order is final and the seller is paid.
warning-wait_for_window = Don’t wait for the end of the delivery window. Since the order shows Delivered, the time already runs.
warning-chargeback_cost = Don’t start a chargeback for a small order, or before AliExpress’s own ways are used up. It may get your account suspended or banned.
warning-false_cancel = Never cancel with a reason the seller made up. The blame would fall on your account.
warning-silence = Don’t leave a message in the dispute unanswered. Silence is what hurts you.
warning-forcing = Don’t push or threaten. It rarely helps; the evidence does.
warning-no_promise = Don’t count on the appeal. The articles call a decision usually final, final or binding.
warning-return_condition = Don’t let the item get worse than you reported it. One article says that the seller must confirm its good condition.
