# The clock: reminders, putting them off, quiet hours, what was missed, dates that moved.

due-look_up = Look up a date
due-seller_answer = The seller’s answer
due-open_dispute = Open the dispute
due-look_again = Look for Open Dispute once more
due-check_status = See whether the order shows Delivered
due-look_at_dispute = Look at the dispute
due-seller_reply = The seller’s time to answer
due-decision = The decision of AliExpress
due-appeal = Appeal
due-ship_back = Send the item back
due-return_arrival = See whether the return has arrived
due-refund = The refund
due-of-case = { $what } ({ $title })

reminder-by = Date: { $day }
reminder-case = Case: { $title }
reminder-line = { $title }: { $says }
reminder-several = { $count } things are due, the nearest date first
reminder-late = This was due on { $day }. I was offline then; sorry.
reminder-late-quiet = This was due on { $day }, and waited for the end of your quiet hours.
reminder-was-due = This was due on { $day }.
reminder-snoozed = You asked to be reminded of this again.
reminder-over = The time to open the dispute surely ended on { $day }, before I could remind you. This is what is left to do:
reminder-done = ✓ Done: { $what }, reminder of { $day }.
reminder-again-on = ✓ These reminders are on again.
reminder-stopped = These reminders are stopped for this case. The dates stay in the case: /cases.
reminder-again = (Sent again: I don’t know whether this reached you.)

button-snooze = Snooze
button-snooze-all = Snooze all
button-snooze-hour = In an hour
button-snooze-tonight = Tonight, { $hour }
button-snooze-tomorrow = Tomorrow, { $hour }
button-snooze-other = Another time
button-done-one = Done: { $number }
button-case-one = Case { $number }
button-stop-one = Stop { $number }
toast-snoozed = Put off.

moment = { $day }, { $time }
snoozed = ⏰ Put off until { $moment }
snoozed-quiet = That is when your quiet hours end: /settings changes them.
snoozed-past = Mind that this is later than the day to act by, { $day }.
snoozed-line = { $what }: put off until { $moment }

reminders = Your reminders
reminders-snoozed = Put off
reminders-coming = Next
reminders-none = None are planned just now. They come with a verdict that has a date.
reminder-coming = { $what }: { $day }

setting-quiet = Quiet hours: { $begin } to { $end }. Reminders wait until they end, unless that would be too late.
setting-quiet-none = Quiet hours: none
button-quiet = Change quiet hours
button-quiet-none = No quiet hours
quiet-from = From which hour do you want to be left alone?
quiet-why = Reminders wait until your quiet hours end. None is lost, and one whose day ends before that comes at once.
quiet-until = Quiet from { $begin } until when?
quiet-noted = ✓ { $hours }

zone-hint = You can also send me your location, with the paper clip. I don’t keep it.
zone-located = ✓ I took the clock of the nearest city I know: { $zone }. Reminders come at nine in your morning. If that is not your clock, tap another, or choose your country.

missed = While I couldn’t write to you, these came due
missed-line = { $says } Case: { $title }

moved = A date has moved
moved-line = { $what }: { $now }, until now { $before }
moved-why-fact = Why: a figure that I go by was corrected from { $before } to { $now }. { $fact }
moved-why-own = Why: the margin that I add myself was corrected from { $before } to { $now }.
moved-why-reading = Why: the way I reckon this date was corrected.
moved-not-you = Your answers stay as they are.
