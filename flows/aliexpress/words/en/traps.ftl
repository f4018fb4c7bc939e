# The traps: the warning first, then why, then a polite reply to paste to the seller.

trap-close_dispute = Don’t close the dispute, whatever is promised. A closed dispute can’t be reopened.
trap-close_dispute-why = By the time a promise is broken, the time for a new dispute has often run out. A genuine seller can refund inside the platform while yours stays open. Close it only when the refund is visible in your account.
trap-close_dispute-reply = Hello, thank you for your message. I will keep the dispute open until the refund is visible in my account. You can refund me inside the dispute, and nothing has to be closed for that. Thank you.

trap-cancel_false_reason = Don’t choose a reason that isn’t true. If you cancel at all, choose that the item is out of stock.
trap-cancel_false_reason-why = With a reason such as “no longer want it” or “other”, the blame falls on your own account, not on the seller’s.
trap-cancel_false_reason-reply = Hello, thank you for telling me. If the item is out of stock, I can cancel the order with that reason only, because it is the true one. Otherwise please send what I ordered. Thank you.

trap-confirm_early = Don’t tap Confirm Receipt before the parcel is in your hands and you have looked at it.
trap-confirm_early-why = It starts the countdown of { $PF-014_days } days for a dispute, whether the parcel is there or not. When that time closes, the order is final, the seller is paid and protection ends.
trap-confirm_early-reply = Hello, I will confirm receipt once the parcel has arrived and I have checked it. Could you please tell me where it is now? Thank you.

trap-wait_past_window = Don’t wait past the end of your time, whatever the seller asks. If it isn’t settled by then, open the dispute; you can go on talking inside it.
trap-wait_past_window-why = No article says that a promise stops the clock. One calls the end of the { $PF-016_days } days final: the order closes, the seller is paid and protection ends. What was promised only in the chat may not count later.
trap-wait_past_window-reply = Hello, thank you. I am glad to find a solution with you. As my time for a dispute is limited, I will open it in time, and we can settle everything inside it. Thank you for understanding.

trap-outside_platform = Don’t pay or take money outside AliExpress. Keep everything inside the order and its dispute.
trap-outside_platform-why = A mediator decides on what can be seen in the case, so what was agreed elsewhere may not count. A genuine seller can refund inside the platform, and such a refund goes back to the card or account you paid with.
trap-outside_platform-reply = Hello, thank you for your offer. I would like to keep everything inside AliExpress. Please refund me there, to the way I paid. Thank you.

trap-ship_without_address = Don’t send anything back yet. First there must be an open dispute, with an authorised return address in it.
trap-ship_without_address-why = Otherwise you would likely lose both the item and the money. The seller must provide the address. One article speaks of an address by message; the guide asks for it inside the dispute, so that you can prove what you sent and why.
trap-ship_without_address-reply = Hello, I am ready to talk about a return. Please give me the authorised return address inside the dispute, and tell me who pays the postage. I will send it tracked once the address is there. Thank you.

trap-one_cent = Don’t accept a token amount because the rest is promised. You may reject it and keep to your claim.
trap-one_cent-why = If you agree with an offer, the dispute can be closed, and a closed one can’t be reopened. The rest would then be only a promise, and a mediator decides on what can be seen in the case.
trap-one_cent-reply = Hello, thank you for your answer. I can’t accept this amount as a first part. Please offer the whole amount inside the dispute, and I will look at it at once. Thank you.

trap-fake_claim = The guide can’t help with a reason or a proof that isn’t true. Choose the true reason: a wrong one can sink even a strong claim.
trap-fake_claim-why = The dispute is there for when things go wrong. Say what really happened, and the guide looks for what is open to you: part of the money for a small flaw, the seller’s own return policy, or a friendly question. Many problems are settled with the seller alone.
