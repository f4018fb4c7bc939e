# Before a step that can't be taken back: its button, what must be so (asked as a question), what follows if it isn't.

gate-closing = I want to close the dispute
gate-closing-passed = Then nothing speaks against the end of the dispute. If you accepted an offer, use the dispute’s own Accept, never Cancel.
condition-closing-money_visible = Is the refund visible in your account?
condition-closing-money_visible-unmet = Then don’t close it, and don’t cancel it: a closed dispute can’t be reopened. To take an offer, use the dispute’s own Accept. A genuine seller can refund while it stays open.
condition-closing-all_of_it = Is it as much as was agreed or decided?
condition-closing-all_of_it-unmet = Then keep the dispute open, and say in it how much is missing.

gate-shipping = I want to send it back
gate-shipping-passed = Then send it tracked. Film the packing, keep the receipt, and enter the tracking number in the dispute on the same day.
condition-shipping-dispute_open = Is the dispute open?
condition-shipping-dispute_open-unmet = Then send nothing. Without an open dispute and an authorised address you would likely lose both the item and the money. Open the dispute first.
condition-shipping-address = Does the dispute itself name a return address?
condition-shipping-address-unmet = Then send nothing yet, also not to an address from the chat. Ask for the authorised address in the dispute: the seller must provide it.
condition-shipping-deadline = Do you know by which day it must be sent?
condition-shipping-deadline-unmet = Then read the deadline on the dispute page first, and enter it here.
condition-shipping-postage = Do you know who pays the postage, and how much it is?
condition-shipping-postage-unmet = Then ask first. The decision can leave the postage to you, and across borders it can be more than the item.
condition-shipping-tracked = Will you send it tracked?
condition-shipping-tracked-unmet = Then don’t send it yet. Without a tracking number you can’t show that it arrived.

gate-chargeback = I want my bank or PayPal to step in
gate-chargeback-passed = Then ask your card’s bank or PayPal what their own rules offer. Keep to the truth, and keep all your evidence.
condition-chargeback-ways_used_up = Are AliExpress’s own ways used up?
condition-chargeback-ways_used_up-unmet = Then use them first: the dispute, the decision and the appeal. A chargeback before that may get your account suspended.
condition-chargeback-way_of_paying = Did you pay by card or PayPal?
condition-chargeback-way_of_paying-unmet = The articles name only cards and PayPal for this. Ask the service you paid with what its own rules offer.
condition-chargeback-grave = Is it fraud, did nothing come, or is the loss serious?
condition-chargeback-grave-unmet = Then better not: a chargeback isn’t meant for small orders.
condition-chargeback-ban_accepted = Do you accept that your AliExpress account may be suspended or banned for it?
condition-chargeback-ban_accepted-unmet = Then leave it. The articles name that cost for a chargeback.
