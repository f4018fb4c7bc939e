# Questions on the way: browsing the answers, what free text finds, the traps, the first message.

command-faq = Questions and answers

browse = What would you like to know?
browse-how = Tap a theme, or just write your question in your own words, whenever it comes up.
button-all-themes = ‹ All themes
button-theme = ‹ { $theme }
button-sources = Sources
button-to-answer = ‹ Back to the answer
button-to-question = ‹ Back to my question
answer-own = For your order ({ $title })
answer-more = More about this
toast-nothing-asked = Nothing is waiting for an answer. /resume shows where you are.
link-unknown = I don’t know the question that this link names. /faq has those that I can answer.

lookup-unsure = I’m not sure what you mean. Is it one of these?
lookup-none = All right. Say it in other words, or look through /faq.
lookup-nothing = I have no answer to that. What I know is AliExpress disputes: /faq lists it.
lookup-both = Is that your answer, or a question?
lookup-forwarded = I see no trap in this forwarded message, and I take no answers from forwarded ones.
button-none-of-these = None of these
button-is-answer = { $value } is my answer
button-was-question = It was a question

trap-reply = What you can write back (tap to copy)

first-guess = Is it one of these?
first-noted = I’ll come back to this at its question: { $said }.
button-something-else = Something else
button-said = You said: { $value }
