# The weeks after the verdict: the card, what happened, the gates, and what waiting would change.

card-stands = { $stage }. { $waits }
card-due = { $what }: { $day } ({ $distance })
card-today = today
card-idle = If nothing happens
card-offer = The offer beside your numbers
card-unfinished = Something has changed, and some answers are missing. Go on with the questions.
card-moved = The card of this case has moved down: { $title }

button-more = More…
button-go-on = Go on with the questions
button-advice = The whole advice
button-whatif = What if I wait?
button-pin = Pin this card
button-unpin = Unpin this card
button-redate = It was on another day
button-yes-plain = Yes
button-no-plain = No
button-gate-again = Go through it again
asks-seller_contact = The seller answered

event-noted = ✓ Noted: { $what }, { $day }.
event-undone = Taken back.
refuse-not-ahead = That day doesn’t lie ahead. Give a later day, for example { $example }.
toast-not-now = That doesn’t fit where the case stands now. /resume shows where you are.
toast-pinned = Pinned.
toast-unpinned = Unpinned.

whatif-when = Until which day would you wait?
whatif-until = If you wait until { $day }
whatif-tomorrow = Until tomorrow, { $day }
whatif-few = Until { $day }
whatif-due = Until the next date, { $day }
