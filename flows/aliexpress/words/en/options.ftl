# The labels of the answer buttons.

option-unknown = I don’t know

option-situation-nothing_arrived = Nothing has arrived
option-situation-arrived_wrong = It arrived, something is wrong
option-situation-dont_want_it = I don’t want it, or it doesn’t fit
option-situation-in_dispute = I already have a dispute

option-problem-not_received = The parcel hasn’t come
option-problem-customs = Stuck in customs, or fees are due
option-problem-marked_delivered_not_received = Marked delivered, but not here
option-problem-seller_asks_to_cancel = The seller asks me to cancel
option-problem-wrong_item = It is the wrong item
option-problem-counterfeit = It is a fake
option-problem-damaged = It arrived damaged
option-problem-defective = It doesn’t work
option-problem-not_as_described = It isn’t as described
option-problem-missing_parts = Parts of it are missing
option-problem-partial_order = Only some of the items came
option-problem-wrong_size_fit = The size or fit is wrong
option-problem-changed_mind = I changed my mind
option-problem-disappointed = As described, but disappointing
option-problem-cheaper_elsewhere = It is cheaper elsewhere

option-flaw-unusable = I can’t use it at all
option-flaw-major = It has a major flaw
option-flaw-minor = A small flaw, I could keep it
option-flaw-shown_in_listing = A small flaw the listing showed

option-sizing-off_chart = Far off the seller’s chart
option-sizing-as_charted = As charted, but it doesn’t fit

option-tracking-my_address = At my address
option-tracking-other_address = At another address
option-tracking-unknown = It doesn’t say

option-seller_policy-free_return = Yes, a Free Return tag
option-seller_policy-no_questions_asked = Yes, no questions asked
option-seller_policy-none = No, nothing like that
option-seller_policy-unknown = I haven’t looked yet

option-delivered_on-not_marked = Not marked yet, but I have it
option-delivered_on-unknown = { option-unknown }
option-latest_delivery_on-unknown = { option-unknown }
option-protection_ends_on-unknown = { option-unknown }

option-postage-free = Nothing: Free Return or a label
option-postage-small_part = A small part of the price
option-postage-large_part = A large part of the price
option-postage-as_much_or_more = As much as the price, or more
option-postage-unknown = { option-unknown }

option-seller_contact-not_yet = Not yet
option-seller_contact-waiting = Yes, I’m waiting for an answer
option-seller_contact-no_answer = Yes, but they don’t answer
option-seller_contact-refused = Yes, and they refused
option-seller_contact-offered = Yes, and they made an offer

option-dispute_stage-waiting_for_seller = The seller hasn’t answered yet
option-dispute_stage-seller_offered = The seller made an offer
option-dispute_stage-seller_rejected = The seller rejected it
option-dispute_stage-seller_asks_to_close = The seller asks me to close it
option-dispute_stage-platform_deciding = AliExpress is deciding
option-dispute_stage-decided_partial = Decided: part of the money
option-dispute_stage-decided_return = Decided: I must send it back
option-dispute_stage-return_sent = I have sent it back
option-dispute_stage-dispute_rejected = Decided: no refund
option-dispute_stage-refund_not_arrived = Refund approved, no money yet

option-disputed_problem-not_received = { option-problem-not_received }
option-disputed_problem-marked_delivered_not_received = { option-problem-marked_delivered_not_received }
option-disputed_problem-customs = { option-problem-customs }
option-disputed_problem-damaged = { option-problem-damaged }
option-disputed_problem-defective = { option-problem-defective }
option-disputed_problem-wrong_item = { option-problem-wrong_item }
option-disputed_problem-not_as_described = { option-problem-not_as_described }
option-disputed_problem-missing_parts = { option-problem-missing_parts }
option-disputed_problem-partial_order = { option-problem-partial_order }
option-disputed_problem-counterfeit = { option-problem-counterfeit }
option-disputed_problem-other = Something else

option-escalated_on-unknown = { option-unknown }
option-decided_on-unknown = { option-unknown }
option-approved_on-unknown = { option-unknown }
option-ship_by-unknown = { option-unknown }

option-paid_with-card = By card
option-paid_with-paypal = With PayPal
option-paid_with-other = Another way
