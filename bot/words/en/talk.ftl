# What the bot itself says while it asks: places, buttons, refusals, the summary.

place = { $exact ->
    [yes] Question { $here } of { $most }
   *[no] Question { $here } of at most { $most }
}
place-change = You are changing this answer
place-beside = This helps to weigh what comes next
hint-date = Tap below, or type it: for example “yesterday” or “{ $example }”.
hint-date-ahead = Tap below, or type it: for example “{ $example }”.
hint-money = For example “{ $example }”.
answered = ✓ { $answer }
list-separator = {", "}

button-today = Today, { $day }
button-yesterday = Yesterday, { $day }
button-calendar = Pick a day
button-keep = Keep { $given }
button-chosen = ✓ { $label }
button-back = ‹ Back
button-why-ask = Why do you ask?
button-change = Change: { $topic }
button-verdict = Show me the verdict
button-yes = Yes, { $value }
button-this = { $value }
button-no = No, ask again
button-enter = Enter: { $topic }
button-because = Why?
button-answers = My answers
button-close = Close this case
button-close-yes = Yes, close it
button-reopen = Open it again
button-undo = Take back: { $what }, { $day }
button-page-back = ‹ Back
button-page-on = More ›
button-new-case = Start a new case
button-resume = Go on with it
button-erase = Yes, erase everything
button-keep-all = No, keep it
button-country = Change country
button-all-countries = All countries ›
button-skip = Skip
button-done = Done
button-remind-again = Remind me again
button-stop = Stop these reminders
button-case = Show the case

calendar = Tap the day. ‹ and › turn the month.
proposal = I understood { $value }. Is that right?
proposal-many = That can be read in more than one way. Which one do you mean?
proposal-currency = In which currency?
proposal-rejected = All right, once more.

say-yes = yes|y|yep|yeah|ok|okay|right|correct|that is right|thats right|sure
say-no = no|n|nope|wrong|not right|ask again
say-skip = skip|later|not now|no
say-unknown = i dont know|dont know|unknown|no idea|not sure|dunno|idk|i do not know|cant find it|i cant find it

summary = Is this right?
summary-line = { $topic }: { $answer }
summary-next = Change what isn’t, or go on to the verdict.
set-aside = This no longer matters and was set aside: { $topics }. It comes back if you change your mind.

not-understood = I can’t match that to an answer. Tap a button, or type its words or its number.
not-a-question = I have nothing to ask just now. Your case is here:
refuse-other-currency = The item’s price was in { $currency }. Please give this amount in { $currency } too.
refuse-before-last-event = That lies before what you told me last, on { $before }. Give a later day, for example { $example }.

toast-old-button = This button is from an older message. /resume shows where you are.
toast-no-such-case = This case no longer exists.
toast-case-closed = This case is closed.
toast-already-same = Already noted.
toast-already-answered = You answered that already. Use Change to correct it.
toast-first-question = This is the first question.
toast-not-finished = A few answers are still missing.
toast-done = Noted.
toast-already-done = Already ticked off.
toast-stopped = Stopped.
toast-already-stopped = These are stopped already.

unreadable-sticker = A sticker says a lot, but I can only read text. Please tap a button or type.
unreadable-voice = I can’t listen to voice messages. Please type it, or tap a button.
unreadable-photo = I can’t look at pictures here. Keep it for the dispute. Please tap a button or type.
unreadable-document = I can’t open files here. Keep it for the dispute. Please tap a button or type.
unreadable-video = I can’t watch videos here. Keep it for the dispute. Please tap a button or type.
unreadable-edit = I don’t read edited messages. To correct an answer, use Change in the summary: /resume shows where you are.
unreadable-empty = That message was empty. Please tap a button or type.
unreadable-long = That is longer than I can read at once. Please say it in a few words.
unreadable-other = I can only read text here. Please tap a button or type.
group-only-private = I only talk in private, so that nobody reads along: t.me/{ $username }
too-much = That was more at once than I can read. I have read what came first; please send the rest again, a little slower.
apology = Something went wrong on my side, and your last message had no effect. Please try it again. If it happens again, tell the host this number: { $error }
