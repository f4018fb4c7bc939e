# Commands, cases, the verdict’s headings, reminders, settings, privacy.

bot-name = Dispute guide
bot-about = Stands beside you when an AliExpress order went wrong: what to do, by when, with which proof.
bot-description = Something wrong with an AliExpress order? Answer a few questions and get: is it covered, what to do next, by which dates, with what evidence, and what never to do. Reminders come by themselves. Free, and not part of AliExpress.

command-start = Begin, or see where you are
command-newcase = Start a new case
command-cases = Your cases
command-reminders = What comes next, and what is put off
command-resume = Go on where you were
command-help = What this bot can do
command-cancel = Leave the question; nothing is lost
command-settings = Country and time zone
command-privacy = What is kept about you
command-delete_me = Erase everything about you

welcome = Something wrong with an order? Let’s sort it out.
welcome-how = I ask a few short questions. Then you get: whether it is likely covered, the next step, the dates, the proof to gather, and the traps. I work from three published guides and say where they disagree. I am not part of AliExpress, and I never ask for passwords, card numbers or money.
welcome-back = You have a case under way: { $title }.
no-case-now = No case is open in front of us. /resume goes on with your last one, /cases lists them all.

help = How this works
help-how = Tap the buttons or type your answer: “yesterday”, “last Friday”, an amount with its currency. Back and Change correct an answer. After the verdict a card shows where your case stands: tap there what has happened, and it moves on with you. Ask me anything on the way, or paste what the seller writes: I answer, warn of traps, and we go on where we were. I remind you of the dates at nine in your morning.
help-commands =
    /newcase – start a new case
    /cases – your cases
    /faq – questions and answers
    /reminders – what comes next, and what is put off
    /resume – go on where you were
    /cancel – leave the question, nothing is lost
    /timeline – the case as a picture
    /calendar – the dates for your calendar
    /casefile – the whole case as a file
    /export – all that is kept about you
    /settings – country and time zone
    /privacy – what is kept about you
    /delete_me – erase everything
command-unknown = I don’t know that command. These work everywhere:
cancel-nothing = There is nothing to leave: no case is in front of us.
cancelled = Left as it is: { $title }. Nothing is lost.

cases = Your cases
cases-none = You have no cases yet.
cases-too-many = You have { $most } open cases, which is as many as I can keep. Close one first.
case-separator = {" · "}
case-numbered = { $number }. { $title }
case-begun = Begun { $day }
case-unfinished = some answers are missing
case-line = { $title }: { $stage }
case-line-due = { $title }: { $stage }. { $due }
case-closed-label = Closed: { $title }
case-closed = Closed: { $title }. I won’t remind you of it any more.
close-ask = Close this case? Its reminders end, and it is deleted after { $days ->
    [one] { $days } day
   *[other] { $days } days
}. You can open it again until then.

verdict-next = Next step
verdict-dates = Dates
verdict-ask-for = Ask for
verdict-then = After that
verdict-evidence = Evidence, strongest first
verdict-never = Never

country = Which country are you in?
country-why = Then reminders come at nine in your morning, and “today” is your today. Tap it, or type its name.
country-skipped = All right. /settings changes it later.
zone = Which of these is your time?
zone-label = { $name }, now { $time }
zone-of-city = { $name } ({ $city })
zone-noted = ✓ { $name }. Reminders come at nine in your morning.
settings = Settings
setting-country = Country: { $country }
setting-zone = Clock: { $zone }
setting-unset = not chosen yet

privacy = What is kept about you
privacy-what = Your Telegram number (not your name), your answers, the dates you report, the days and amounts that your first message names, your country and language. No photos, no card data, no order numbers. Messages are blanked once they are worked off. Closed cases are deleted after { $days ->
    [one] { $days } day
   *[other] { $days } days
}. Nothing is passed on. /delete_me erases everything at once.
privacy-contact = Questions: { $contact }
privacy-host = Questions go to whoever runs this bot.

erase-ask = Erase everything about you?
erase-what = All your cases, answers and reminders go, at once and for good. This can’t be undone.
erased = Everything about you is erased. /start begins anew.
