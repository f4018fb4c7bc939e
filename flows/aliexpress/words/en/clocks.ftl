# What is due and when, what a reminder says, and the dates of a verdict. { $date } is the clock's own date.

clock-seller_answer = Wait for the seller’s answer until { $date }
clock-look_again = Look for Open Dispute once more on { $date }
clock-check_status = See whether the order shows Delivered: next on { $date }
clock-look_at_dispute = Look at the dispute: next on { $date }
clock-seller_reply = The seller’s time to answer runs until { $date }
clock-decision = AliExpress may take until { $date } to decide
clock-appeal = Appeal by { $date }, better today
clock-ship_back = See to the return by { $date }
clock-return_arrival = See whether the return has arrived: next on { $date }
clock-refund = The refund may take until { $date }

remind-look_up-delivered_on = The day your order turned Delivered is still missing. Your time may end earlier than what you see here. Look at the order page or its tracking, and enter the day here.
remind-look_up-protection_ends_on = The end of Buyer Protection is still missing. It may come earlier than what you see here. Look at the order page and enter the day here.
remind-look_up-latest_delivery_on = The last day of the delivery window is still missing. Look at the order page and enter it here. While you are there, look for Open Dispute: if “not received” is offered, file today.

remind-seller_answer = { $days ->
    [0] The seller’s time to answer ends today. If no acceptable offer has come, look for Open Dispute now and file.
    [one] The seller’s time to answer ends tomorrow, { $date }. Check whether an answer has come; without an acceptable offer, file then.
   *[other] The seller has until { $date } to answer. Check whether an answer has come.
}
remind-seller_answer-past = The seller’s time to answer ended on { $date }. If no acceptable offer has come, look for Open Dispute today and file.

remind-open_dispute = { $days ->
    [0] Today is the day to open the dispute. Go to My Orders → the order → Open Dispute, and add your evidence.
    [one] One day is left: open the dispute by tomorrow, { $date }. Go to My Orders → the order → Open Dispute.
   *[other] { $days } days are left: open the dispute by { $date }. If the seller has had time to answer, do it today.
}
remind-open_dispute-past = The day to open the dispute was { $date }, but there may still be time. Look for Open Dispute today, and file if it is there.
remind-open_dispute-early = If nothing has come, look for Open Dispute today: My Orders → the order. If “not received” is offered, file it now; if there is no button yet, look again tomorrow.
remind-open_dispute-last_days = These may be the last days for your dispute. Open it today: My Orders → the order → Open Dispute.
remind-open_dispute-try_button = Your time may be over, but perhaps it isn’t. Look for Open Dispute today: if it is there, file now; if not, say so here.

remind-look_again = The delivery window on your order has passed. Look for Open Dispute today, and file if “not received” is offered.
remind-look_again-past = The delivery window on your order had passed by { $date }. If you haven’t looked since, look for Open Dispute today.

remind-check_status = Does your order show Delivered now? Look at the order page. If it does, enter the day here, because the time for a dispute counts from then.
remind-check_status-past = { remind-check_status }

remind-look_at_dispute = Look at your dispute today, and answer whatever is open there. Don’t close it.
remind-look_at_dispute-past = { remind-look_at_dispute }

remind-seller_reply = The seller’s time to answer runs until { $date }. Look at the dispute today: if you don’t agree, look for the way to ask AliExpress to step in.
remind-seller_reply-past = The seller’s time to answer ended on { $date }. If you don’t agree by now, look in the dispute for the way to ask AliExpress to step in.

remind-decision = AliExpress may take until { $date } to decide. Look at the dispute today, and answer if you are asked.
remind-decision-past = The decision was expected by { $date }. Look at the dispute today: it may be there, or a question for you.

remind-appeal = { $days ->
    [0] Today is the day to appeal. Look on the dispute page for the way to do it, and add something new.
    [one] Appeal today rather than tomorrow, { $date }. Look on the dispute page for the way to do it, and add something new.
   *[other] Appeal by { $date }, better today. Look on the dispute page for the way to do it, and add something new.
}
remind-appeal-past = The day planned for the appeal was { $date }. Try all the same, today: look on the dispute page, and add something new.

remind-ship_back = { $days ->
    [0] See to the return today. Read the address and the deadline in the dispute; if both are there, send it tracked.
    [one] See to the return by tomorrow, { $date }. Read the address and the deadline in the dispute; if both are there, send it tracked.
   *[other] See to the return by { $date }, in { $days } days. Read the address and the deadline in the dispute; if both are there, send it tracked.
}
remind-ship_back-past = The day planned for the return was { $date }. Read the deadline in the dispute today; if it hasn’t passed and the address is there, send it tracked now.

remind-return_arrival = Has your return arrived? Look at its tracking today, and keep the receipt until the money is there.
remind-return_arrival-past = { remind-return_arrival }

remind-refund = { $days ->
    [0] By today your refund should be there. Look at your account; if it isn’t, ask your bank or payment service.
   *[other] Check whether your refund is there. Until { $date } the wait may be normal.
}
remind-refund-past = Your refund was to be expected by { $date }. If it isn’t there, look for Refund Successful on the dispute page, then ask your bank or payment service.

date-act_by = Act by: { $date }. That leaves { $assumed_margin ->
    [one] { $assumed_margin } day
   *[other] { $assumed_margin } days
} before { $earliest_end }, the earliest day on which your time may end.
date-act_by-squeeze = Act by: { $date }. That leaves { $assumed_squeeze_margin ->
    [one] { $assumed_squeeze_margin } day
   *[other] { $assumed_squeeze_margin } days
} before { $earliest_end }, when protection ends. There is no room for more.
date-act_by-past = The day to act by was { $date }. By the most careful reading your time ended on { $earliest_end }.
date-act_by-unknown = Act by: nobody can say yet, as the dates it depends on aren’t known. Look them up today.
date-not_before = Not before: { $date }, the day after the delivery window. The button may appear some hours later that day; if so, look again on the next.
date-look_from = Look for Open Dispute from: { $date }
date-surely_over = Surely over on: { $date }. Between the day to act by and that day it may still be open, so look for the button.
date-surely_over-unknown = Surely over on: nobody can say, as one of the dates it depends on isn’t known yet.
date-provisional = These dates are provisional until the missing one is known. It may end earlier than what you see here.
date-pacific = The order page may show dates in Pacific time. That is the guide’s own assumption, and part of its margin.
date-own_assumption = The margin is the guide’s own caution. It isn’t in the articles.
