# What waiting until another day would change. { $day } is that day, { $date } a date that will have passed.

whatif-nothing = If you wait until { $day }, nothing changes for this case that can be seen today. What others do meanwhile can’t be known.
whatif-stage = On { $day } the case stands elsewhere. Today: { $now }. Then: { $then }.
whatif-step = The next step on { $day } would be: { $step }

whatif-window-open = On { $day } you may file.
whatif-window-last_days = By { $day } the day to act by has passed: these may be the last days for your dispute.
whatif-window-try_button = By { $day } your time has ended by the most careful reading. The button may still be there, but don’t count on it.
whatif-window-closed = On { $day } the time for a dispute is over by every reading.

whatif-passed-seller_answer = The wait for the seller ends on { $date }, before that day.
whatif-passed-open_dispute = The day to open the dispute, { $date }, has passed then.
whatif-passed-look_again = The day to look for Open Dispute once more, { $date }, has passed then.
whatif-passed-seller_reply = The seller’s time to answer ends on { $date }, before that day.
whatif-passed-decision = The decision is expected by { $date }, before that day.
whatif-passed-appeal = The day planned for the appeal, { $date }, has passed then. It may be too late.
whatif-passed-ship_back = The day planned for the return, { $date }, has passed then. The stated deadline may pass, too.
whatif-passed-refund = The refund may take until { $date }, before that day. Then it is time to ask for it.
