# Where the articles disagree: what disagrees, what each says, and which reading the guide follows.

reading-C1 = The articles disagree on the day from which the time for a dispute counts.
reading-C1-dispute-playbook = { $PF-013_days } days from the day the order shows Delivered, or from Confirm Receipt.
reading-C1-policy-guide = Three answers: until { $PF-004_days } days past the end of the Buyer Protection timer; only while protection is active; or until { $PF-015_days } days after delivery or the estimated date.
reading-C1-follow = The earliest of these gives the day to act by, the latest the day it is surely over. In between, look for the button. So no reading makes you late.

reading-C2 = When nothing arrived, the articles disagree on when you may file and when you must.
reading-C2-dispute-playbook = Not before the delivery window has passed, then within { $PF-019_days } days. No button may mean it isn’t time yet.
reading-C2-policy-guide = While Buyer Protection is active; after that it is generally too late.
reading-C2-follow = File from the day after the delivery window and before protection ends. If protection ends first, look for the button every day shortly before, so neither date is missed.

reading-C3 = The articles disagree on whether to write to the seller first or to file at once.
reading-C3-policy-guide = Always write first, and give { $PF-026_days_short } to { $PF-026_days_long } days for an answer.
reading-C3-return-steps = Writing first is recommended.
reading-C3-dispute-playbook = A wrong or damaged item: file as soon as you have inspected it.
reading-C3-follow = Always write first, but wait less the less time is left, down to filing on the same day. So you have tried the seller and still aren’t late.

reading-C4 = The articles give different times for the seller to answer.
reading-C4-policy-guide = { $PF-026_days_short } to { $PF-026_days_long } days for your message; for an opened dispute only a limited time.
reading-C4-return-steps = Up to { $PF-027_days } days for an opened dispute.
reading-C4-dispute-playbook = A set number of days for an opened dispute, without a figure.
reading-C4-follow = They are different clocks: one for your message before the dispute, one for the dispute itself. The guide keeps both, so neither is mistaken for the other.

reading-C5 = The articles disagree on what a dispute can give you.
reading-C5-policy-guide = A full refund, a partial refund, or a return for a refund.
reading-C5-return-steps = A full refund, a partial refund, or a replacement.
reading-C5-dispute-playbook = Refund only, or return and refund.
reading-C5-follow = Ask for money in the dispute. A replacement is something to agree with the seller; don’t count on the dispute for it.

reading-C5b = The articles disagree on when a dispute may be closed.
reading-C5b-return-steps = It can be closed once you agree with the seller’s offer.
reading-C5b-policy-guide = Not before the refund is visible in your account, because it can’t be reopened.
reading-C5b-dispute-playbook = Never on a promise, because the time for a new one has often run out.
reading-C5b-follow = Accept with the dispute’s own Accept, and never close it by hand. Check first whether the refund is visible, so a promise can’t cost you the claim.

reading-C6 = The articles disagree on whether a decision can be appealed.
reading-C6-policy-guide = It is usually final, yet it can be appealed shortly afterwards.
reading-C6-return-steps = It is final.
reading-C6-dispute-playbook = It is binding.
reading-C6-follow = Appeal at once, with something new. It may help, and nothing is promised.

reading-C7 = One article says two things about the postage when the seller is at fault.
reading-C7-policy-guide = The seller should pay or refund without a return, and typically does. Yet a decision may order a return at your cost.
reading-C7-follow = The guide calls postage free only with a Free Return tag or a label in the dispute. So no bill comes as a surprise.

reading-C8 = How long a refund takes has a wide span.
reading-C8-policy-guide = { $PF-033_days_short } to { $PF-033_days_long } business days, depending on the bank or payment service.
reading-C8-follow = The whole span counts as normal, then it is time to chase it. So you neither worry too early nor wait too long.

reading-C9 = The articles disagree on a change of mind.
reading-C9-policy-guide = It is generally not covered, unless the seller offers it.
reading-C9-return-steps = Anyone who is dissatisfied has a right to return it.
reading-C9-follow = The guide says usually not covered, and looks at the seller’s own promise and the Free Return tag first. So you don’t pay for a return that brings nothing.

reading-C10 = The articles disagree on a parcel that is marked delivered but isn’t there.
reading-C10-policy-guide = It is an accepted reason.
reading-C10-dispute-playbook = If it went to another address, the carrier’s official paper is needed.
reading-C10-follow = You may file, but the result is uncertain. So ask the carrier for written proof on the first day.

reading-C11 = Customs are usually the buyer’s matter, yet a parcel that never comes may be claimed.
reading-C11-policy-guide = Delays and fees are generally the buyer’s responsibility.
reading-C11-follow = Usually not covered, so ask the post or customs office first. But the dates for nothing arrived are kept, so you may still file if nothing came.

reading-C12 = The articles disagree on how long your description should be.
reading-C12-policy-guide = It should be detailed.
reading-C12-dispute-playbook = { $PF-064_sentences_short } or { $PF-064_sentences_long } short, factual sentences.
reading-C12-follow = Write short, and put the detail into the evidence. So it can be judged at a glance and nothing is lost.

reading-C13 = A returned item is to be in good condition, which a broken one can’t be.
reading-C13-return-steps = The seller must confirm that the item is in good condition.
reading-C13-follow = Send it no worse than you reported it. Film the packing, and keep the receipt and the tracking number as your proof.

reading-C14 = The articles disagree on who brings AliExpress in.
reading-C14-return-steps = You ask AliExpress to step in.
reading-C14-policy-guide = AliExpress steps in by itself if there is no agreement in time.
reading-C14-dispute-playbook = AliExpress steps in if you two can’t agree.
reading-C14-follow = Look for the way to ask as soon as the seller rejects, or when the seller’s time is over. So nothing depends on it happening by itself.

reading-C15 = The articles disagree on when to use a chargeback, and what it costs.
reading-C15-policy-guide = Only for clear fraud or non-delivery. The account may be suspended if AliExpress’s own process wasn’t used up first.
reading-C15-dispute-playbook = Only for serious losses after that process failed, not for small orders. The account may be banned.
reading-C15-follow = Both limits at once: the process used up, and fraud, non-delivery or a serious loss. The guide names the harsher cost, so it doesn’t come as a surprise.

reading-C16 = The articles disagree on a return that is agreed in the chat.
reading-C16-return-steps = The seller sends you an address, and you ship to it.
reading-C16-policy-guide = Never ship without an open dispute and an authorised address.
reading-C16-follow = Open the dispute first, then ship inside it. So there is proof of what you sent and why.

reading-C17 = The articles disagree on what releases the money after a return.
reading-C17-return-steps = The confirmed delivery in one place, the seller’s word that it is in good condition in another.
reading-C17-policy-guide = The seller’s receipt in one place, receipt and inspection in another.
reading-C17-follow = Expect the latest of these. Keep the tracking, the receipt and the packing film until the money is there.
