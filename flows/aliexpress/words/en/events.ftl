# What may have happened: its button, the line that tells of it, the question for its day. -by and -amount ask for what
# an event may carry.

happened-verdict-said = verdict shown

happened-dispute_opened = I opened the dispute
happened-dispute_opened-said = dispute opened
happened-dispute_opened-when = On which day did you open the dispute?

happened-no_button = I looked: there is no button
happened-no_button-said = no button found
happened-no_button-when = On which day did you look for the button?

happened-marked_delivered = The order shows Delivered
happened-marked_delivered-said = order turned Delivered
happened-marked_delivered-when = On which day did the order turn Delivered?

happened-parcel_arrived = It came, but something is wrong
happened-parcel_arrived-said = parcel came, with a fault
happened-parcel_arrived-when = On which day did the parcel come?

happened-arrived_fine = It came, and all is well
happened-arrived_fine-said = parcel came, all well
happened-arrived_fine-when = On which day did the parcel come?

happened-seller_offered = The seller made an offer
happened-seller_offered-said = seller made an offer
happened-seller_offered-when = On which day did the seller make the offer?
happened-seller_offered-amount = How much does the seller offer?

happened-seller_rejected = The seller rejected it
happened-seller_rejected-said = seller rejected it
happened-seller_rejected-when = On which day did the seller reject it?

happened-offer_accepted = I accepted the offer
happened-offer_accepted-said = offer accepted
happened-offer_accepted-when = On which day did you accept the offer?

happened-escalated = AliExpress was asked to step in
happened-escalated-said = AliExpress asked to step in
happened-escalated-when = On which day was AliExpress asked to step in?

happened-decided_refund = Decided: all of the money
happened-decided_refund-said = decided: all of the money
happened-decided_refund-when = On which day was it decided?

happened-decided_partial = Decided: part of the money
happened-decided_partial-said = decided: part of the money
happened-decided_partial-when = On which day was it decided?
happened-decided_partial-amount = How much were you given?

happened-decided_return = I am to send it back
happened-decided_return-said = decided: to be sent back
happened-decided_return-when = On which day was it decided?
happened-decided_return-by = By which day must it be sent? The decision on the dispute page names the deadline.

happened-decided_rejected = Decided: no money
happened-decided_rejected-said = decided: no money
happened-decided_rejected-when = On which day was it decided?

happened-shipped = I sent it back
happened-shipped-said = sent back
happened-shipped-when = On which day did you post it?

happened-refund_approved = The refund was approved
happened-refund_approved-said = refund approved
happened-refund_approved-when = On which day was the refund approved?

happened-money_arrived = The money is here
happened-money_arrived-said = money arrived
happened-money_arrived-when = On which day did the money arrive?

happened-appealed = I appealed
happened-appealed-said = appealed
happened-appealed-when = On which day did you appeal?

happened-no_appeal = There is no appeal left
happened-no_appeal-said = no appeal left
happened-no_appeal-when = On which day did you find that out?

happened-dispute_closed = The dispute was closed
happened-dispute_closed-said = dispute closed without the money
happened-dispute_closed-when = On which day was the dispute closed?

happened-bank_asked = I asked my bank or PayPal
happened-bank_asked-said = bank or PayPal asked
happened-bank_asked-when = On which day did you ask your bank or PayPal?

happened-gave_up = I leave it at that
happened-gave_up-said = left at that
happened-gave_up-when = From which day on do you leave it at that?
