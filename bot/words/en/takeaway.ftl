# The time line, the calendar, the case file, the export: what can be looked at and taken along.

command-timeline = The case as a picture
command-calendar = The dates for your calendar
command-casefile = The whole case as a file
command-export = All that is kept about you

button-timeline = Time line
button-calendar-file = Calendar
button-casefile = Case file

moment-begun = Case begun
moment-with-amount = { $said } ({ $amount })
moment-delivered_on = Delivered
moment-latest_delivery_on = Delivery window ends
moment-protection_ends_on = Buyer Protection ends
moment-contacted_on = Wrote to the seller
moment-opened_on = Dispute opened
moment-escalated_on = AliExpress asked to step in
moment-decided_on = Decided
moment-approved_on = Refund approved
moment-ship_by = The dispute’s deadline for sending it back
moment-shipped_on = Sent back
moment-open_dispute-starts = From here on: look for Open Dispute
moment-open_dispute-act_by = Open the dispute by this day
moment-open_dispute-earliest_end = Your time may end here
moment-open_dispute-surely_over = Surely over from here on
moment-seller_answer = Wait for the seller until here
moment-look_again = Look for Open Dispute once more
moment-check_status = See whether the order shows Delivered
moment-look_at_dispute = Look at the dispute
moment-seller_reply = The seller’s time to answer ends
moment-decision = AliExpress’s time to decide ends
moment-appeal = Appeal by this day
moment-ship_back = See to the return by this day
moment-return_arrival = See whether the return has arrived
moment-refund = The refund may take until here

timeline-line = { $day }: { $text }
timeline-today = Today, { $day }: { $text }
timeline-day = { $day } · { $distance }
timeline-day-today = Today · { $day }
timeline-ahead = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
timeline-ago = { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
}
timeline-maybe = Between { $start } and { $end } it may be open or not: look for the button.
timeline-maybe-open-end = After { $start } it may be open or not, and nobody can say for how long: look for the button.
timeline-earlier = { $count ->
    [one] { $count } earlier day’s entry stands in the case file
   *[other] { $count } earlier entries stand in the case file
}
timeline-words = The time line in words

calendar-name = AliExpress case: { $title }
calendar-entry = AliExpress: { $text }
calendar-about = { $title }. Ask the guide in Telegram where the case stands: /cases
calendar-how = The dates ahead, for your calendar: open the file to add them. When something has changed, ask for it again and open it again: the entries move. What has become void you delete by hand.
calendar-nothing = No dates lie ahead, so there is nothing to put into a calendar.

casefile-how = The whole case, for your files: once with formatting (Markdown), once as plain text.
casefile-about = As of { $day }. Made by the dispute guide, which is not part of AliExpress. It works from three third-party guides and never promises an outcome.
casefile-standing = Where it stands
casefile-answers = What you told
casefile-timeline = Time line
casefile-steps = What to do, in order
casefile-sources = Sources

export-how = Everything I keep about you: once for programs (JSON), once to read.
export-nothing = Here is all I keep about you. There is no case among it.
export-title = What is kept about you
export-about = All that this bot keeps about you, and nothing about anybody else. /delete_me erases it.
export-person = You
export-number = Telegram number: { $value }
export-language = Language: { $value }
export-country = Country: { $value }
export-zone = Time zone: { $value }
export-blocked = The bot was blocked on: { $value }
export-quiet = Quiet hours: { $start } to { $end }
export-case-open = Open case { $id }: { $title }
export-case-closed = Closed case { $id }: { $title }
export-events = What was reported
export-said = What your first message also said
export-reminders = Reminders
export-reminder = { $due } UTC: { $clock }, { $state } (case { $id })
export-dates-told = Dates that you were told
export-told = { $clock }: { $day } (case { $id })
export-waiting = Messages
export-outgoing = { $at } UTC: from the bot to you, { $state }
export-update = { $at } UTC: from you to the bot, { $state }
