# Where a case stands, whom it waits for, and what to do if nothing happens.

stage-talking_to_seller = Talking to the seller
stage-waiting_for_window = Waiting until you may file
stage-filing = Time to open the dispute
stage-seller_reviewing = Waiting for the seller’s answer in the dispute
stage-weighing_offer = The seller has answered
stage-platform_deciding = Waiting for AliExpress to decide
stage-return_due = The return is to be sent
stage-return_travelling = The return is on its way
stage-refund_due = Waiting for the refund
stage-rejected = Decided: time to think of an appeal
stage-last_resort = Last ways left
stage-advised = Nothing to file at the moment
stage-appealing = Waiting for the answer to your appeal
stage-closed = Closed

waits-you = It is your move.
waits-seller = It is the seller’s move.
waits-platform = It is AliExpress’s move.
waits-parcel = It waits for the parcel.
waits-money = It waits for the money.
waits-nobody = It waits for nobody.

idle-talking_to_seller = If the seller doesn’t answer, or refuses, open the dispute: that is a reason of its own. Don’t wait longer than the dates above say.
idle-waiting_for_window = If nothing comes, look for Open Dispute as soon as you may, and file with the tracking proof. Don’t wait on and on.
idle-filing = If you do nothing, the time ends: the order becomes final, and the seller is paid.
idle-advised = If nothing changes, there is nothing to file. A friendly question to the seller is always possible.
idle-last_resort = If nothing more comes of it, you can let it rest here.
idle-seller_reviewing = If the seller stays silent, look in the dispute from { $seller_reply_by } on for the way to ask AliExpress to step in. It may step in by itself, but don’t count on it.
idle-weighing_offer = If you don’t answer, that can count against you. If you two don’t agree, ask AliExpress to step in; look for the way to do it today.
idle-platform_deciding = If no decision has come by { $decision_by }, look at the dispute that day: it may be there, or a question for you.
idle-return_due = If you don’t send it inside the deadline, you may lose the refund. See to it by { $ship_back_by }.
idle-return_travelling = If the return has arrived and nothing moves, say so in the dispute with the tracking number. If you two don’t agree, ask AliExpress to step in.
idle-refund_due = If no money has come by { $refund_chase }, show your bank or payment service the approved refund, and ask again every week.
idle-rejected = If you don’t appeal, the decision stands. Past { $appeal_by }, try all the same.
idle-appealing = If no answer comes, keep looking at the dispute every other day. The articles give no time for an appeal, and call a decision usually final.
idle-closed = Nothing more will come of it here.
