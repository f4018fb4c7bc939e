# What people ask on the way. For each topic: the question (also a button's label), the short answer first, then more
# of it, and, where the articles differ, on what and what the guide makes of it.

theme-time = Time and deadlines
theme-not_here = Nothing has arrived
theme-covered = Is my problem covered?
theme-filing = Opening a dispute, and proof
theme-seller = What the seller says or wants
theme-decision = After filing, and the decision
theme-money = Refund: how, how much, when
theme-sending_back = Sending it back

action-check_case = Check my case
action-evidence = Which evidence helps me?
action-deadlines = Show my dates

intent-other = { option-disputed_problem-other }

# --- time -------------------------------------------------------------------------------------------------------

faq-dispute_deadline = How long do I have to open a dispute?
faq-dispute_deadline-short = { $PF-013_days } days from the day the order shows Delivered, or { $PF-014_days } from Confirm Receipt if you tapped that first. If the order page shows an earlier end of Buyer Protection, keep to that. Act { $assumed_margin } days early; that margin is the guide’s own.
faq-dispute_deadline-more =
    Look up both on the order page: the day it turned Delivered, and the day protection ends. The earlier end is yours to keep to. Put it into a calendar, and don’t begin on the last day.

    When the { $PF-016_days } days are over, the order is final, the seller is paid and protection ends. So don’t tap Confirm Receipt before you have the parcel and have looked at it.

    If nothing has come, other days count as well: see the question about a parcel that hasn’t come.
faq-dispute_deadline-differ = The articles differ on where the time starts. One counts { $PF-013_days } days from Delivered. Another gives three answers: until { $PF-004_days } days past the end of the protection timer, only while protection is active, and until { $PF-015_days } days after delivery or the estimated date. The guide takes the earliest to act by, and calls it over only after the latest. In between, look for the button.

faq-buyer_protection_what = What is Buyer Protection?
faq-buyer_protection_what-short = A way to settle disputes, with a countdown. It isn’t a right to send anything back for any reason. When its time closes, the order is final and the seller is paid.
faq-buyer_protection_what-more =
    It typically begins when you order. The timer is usually a set number of days from shipment, for example { $PF-005_days_short } or { $PF-005_days_long }; the order page usually shows when yours ends. A return window of { $PF-002_days } days, as many shops have it, doesn’t exist there.

    It helps when something is wrong: nothing came, or not what was described. For a change of mind it usually doesn’t.
faq-buyer_protection_what-differ = The articles differ on how the timer and the time for a dispute go together. One says that a dispute must be opened while protection is active, yet elsewhere that there are { $PF-004_days } more days after the timer. Another counts { $PF-013_days } days from Delivered. The guide takes the earliest to act by.

faq-dispute_duration = How long does a dispute take?
faq-dispute_duration-short = One article says up to { $PF-027_days } days for the seller, and up to { $PF-029_days } more for AliExpress once it is asked to step in: up to { $PF-030_days } in all. The other articles give no figure.
faq-dispute_duration-more =
    It can be quicker: if the seller rejects, or the offer won’t do, you may ask AliExpress to step in without waiting for the end of that time.

    No article says that you win by itself if the time passes. Look at the dispute every other day and answer in time, as that keeps it active. Silence is what hurts you.
faq-dispute_duration-differ = The articles differ on the seller’s time: one says up to { $PF-027_days } days, the others only a limited time or a set number of days. The { $PF-026_days_short } to { $PF-026_days_long } days for your first message are another clock, before the dispute. The guide keeps the two apart.

faq-missed_deadline = I missed the deadline: what is left?
faq-missed_deadline-short = Perhaps the dispute itself: look today whether Open Dispute is still on the order. If it is gone, you can ask the seller, and for a serious loss there is a chargeback or PayPal claim.
faq-missed_deadline-more =
    Go to My Orders → the order → Open Dispute, which may be called Returns & refunds. If it is there and your true reason is offered, file today.

    If there is no button, ask the seller calmly. Many problems are settled with the seller alone, though nobody can promise it.

    A card chargeback or a PayPal claim comes last. It follows their own rules, is meant for fraud, non-delivery or serious losses and not for small orders, and may get your AliExpress account suspended or banned.
faq-missed_deadline-differ = The articles differ on when it is over. One says the order closes for good after { $PF-016_days } days. Another says it is over when protection ends, and elsewhere counts { $PF-004_days } more days from there. So the guide says “over” only when no reading leaves any time.

# --- nothing has arrived ----------------------------------------------------------------------------------------

faq-not_received_when = My parcel hasn’t come: when can I claim?
faq-not_received_when-short = From the day after the last day of the delivery window on your order, and before your time or Buyer Protection ends. If protection ends first, look for the button every day before that, and file when it appears.
faq-not_received_when-more =
    “Item not received” generally can’t be claimed before the seller’s delivery window has passed; the order shows that window. No button can mean that it isn’t time yet. Don’t file under another reason meanwhile: the wrong one can sink a strong claim.

    Get screenshots of the tracking ready, such as stuck, returned or never scanned as delivered. Tracking without news for an extremely long time is an accepted reason; the articles give no number for it.

    Don’t wait on and on: when the time closes, the order is final and the seller is paid.
faq-not_received_when-differ = The articles differ on this. One says not before the delivery window has passed, then within { $PF-019_days } days. Another says while protection is active, and elsewhere until { $PF-015_days } days after the estimated date. If protection ends first, no day suits both, so the guide has you look every day.

faq-marked_delivered_not_received = Marked delivered, but nothing is here
faq-marked_delivered_not_received-short = You may claim it, and the clock already runs: { $PF-013_days } days from Delivered. Write to the seller today, and ask the carrier for written proof. Don’t wait for the end of the delivery window.
faq-marked_delivered_not_received-more =
    Ask the carrier for an official record: the day, the place and who took it. If the tracking shows another address, that paper is what you need. Take screenshots of the tracking as well.

    Give the seller { $PF-026_days_short } to { $PF-026_days_long } days at most, less if your time is short. Then open the dispute with the true reason, not received, with or without the paper.
faq-marked_delivered_not_received-differ = The articles differ here. One calls it an accepted reason. Another says that for a parcel at another address the carrier’s official paper is needed. So you may file, but the result is uncertain.

faq-customs = Customs or duty: can I get a refund?
faq-customs-short = Usually not: delays and fees at customs are generally yours. Ask your local post or customs office what holds the parcel. If it never comes, a claim may still be possible.
faq-customs-more =
    The seller typically only owes getting the parcel to your country. So ask the post or customs office what they need from you.

    Keep the dates for a missing parcel in mind all the same: from the day after the delivery window, within { $PF-019_days } days, and before Buyer Protection ends. If nothing has come by then and “not received” is offered, you may file it. The result is uncertain.
faq-customs-differ = Here the articles pull two ways: customs are called the buyer’s matter, yet a parcel that never comes is an accepted reason. The guide says usually not covered, and keeps your dates alive.

faq-evidence_non_delivery = How do I prove it never arrived?
faq-evidence_non_delivery-short = With screenshots of the carrier’s status: stuck, returned, or never scanned as delivered. If it was delivered to another address, you need an official paper from the carrier.
faq-evidence_non_delivery-more =
    Make the parcel number, the last status and its date visible in each picture.

    Ask the carrier in writing for the paper: the day, the place and who took it.

    Put everything into the dispute itself. The mediator decides on what can be seen in the case, not on promises in the chat, so make it easy to judge at a glance.

# --- covered? ---------------------------------------------------------------------------------------------------

faq-covered_reasons = What problems are covered?
faq-covered_reasons-short = A wrong, defective, damaged, fake or not-as-described item; a parcel that never came, even if it is marked delivered; an order that came only in part. These are called likely to be approved, not certain.
faq-covered_reasons-more =
    • Wrong item: a completely different product.
    • Defective: it doesn’t work, or has a major flaw.
    • Damaged: it arrived broken.
    • Not as described: a large difference in material, colour, size, model or features. A fake counts as this too.
    • Not received: the tracking has had no news for an extremely long time, or says delivered although nothing came.
    • Partial order: only some of the items came.

    Choose the reason that is true, and show it: a vague complaint without proof tends to fail.

faq-not_covered_reasons = What is usually not covered?
faq-not_covered_reasons-short = A change of mind, a small flaw that the listing showed, ordinary fit problems, a lower price elsewhere, something as described but disappointing, and customs delays or fees.
faq-not_covered_reasons-more =
    There are exceptions worth a look:
    • The seller may promise more on the store page, such as returns with no questions asked.
    • A size far off the seller’s own chart can count.
    • A parcel held at customs that never comes may still be claimed as not received.

    You can always ask the seller kindly. Many problems are settled that way, though nobody can promise it. Don’t pick another reason instead: the wrong one can sink a claim.

faq-not_as_described_meaning = What does “not as described” mean?
faq-not_as_described_meaning-short = A large difference from the listing: in material, colour, size, model or features, or a fake, or an item that is broken or doesn’t work. It is called the buyer’s strongest ground.
faq-not_as_described_meaning-more =
    Not meant are a small flaw that the listing’s photos showed, and an item that is as described but less than you hoped for.

    Show the difference side by side: screenshots of the listing with its title, photos and specifications beside a photo of what came, with the differences marked.

faq-partial_order_missing = Items or parts are missing: what now?
faq-partial_order_missing-short = An order that came only in part is an accepted reason. Show what came, and ask for the money for what is missing.
faq-partial_order_missing-more =
    The strongest proof is an unboxing video in one take: first the sealed parcel and its label, then everything that is inside. Missing contents are treated like broken or wrong items here, video first.

    Add photos of all that came, of the packaging and its label, beside screenshots of the listing. In the dispute, say what is missing and state the amount you claim for it.

faq-size_fit = It doesn’t fit: can I get money back?
faq-size_fit-short = Usually not, unless the size is far off the seller’s own chart. Measure the item against that chart, and photograph it.
faq-size_fit-more =
    The size you usually wear doesn’t count, only this seller’s own chart. Lay the item flat, hold a tape measure to it, and photograph it beside the chart.

    If it measures as charted, it is like a change of mind: usually not covered unless the seller offers returns. Look at the store page for such an offer. A Free Return tag takes away the postage.

faq-change_of_mind = Can I return it if I don’t like it?
faq-change_of_mind-short = Generally no, unless the seller’s own policy allows it. Then you usually pay the postage, unless there is a Free Return tag, which takes that cost away.
faq-change_of_mind-more =
    Look at the seller’s store page and at the listing, for example for returns with no questions asked. If there is such a promise, save a screenshot and write to the seller.

    Compare the postage with the price first. Across borders it is expensive, and it can be more than the item.

    Without a promise, ask kindly. Many problems are settled with the seller alone, though nobody can promise it.
faq-change_of_mind-differ = The articles differ here. One says that a change of mind isn’t covered unless the seller offers it. Another tells anyone who is dissatisfied that they have a right to return it. The guide says usually not covered, and looks at the seller’s own promise first.

faq-as_described_disappointed = It is as described, but I don’t like it
faq-as_described_disappointed-short = That is usually not covered. An item exactly as described is no ground for a dispute, and neither is a small flaw that the listing’s photos showed.
faq-as_described_disappointed-more =
    Look at the listing once more. A large difference in material, colour, size, model or features is another matter: that is not as described, and an accepted reason. For a small flaw that the listing didn’t show, you may ask for part of the money.

    Otherwise look at the seller’s own policy on the store page, or ask kindly. Many problems are settled with the seller alone, though nobody can promise it.

faq-cheaper_elsewhere = It got cheaper: can I get a refund?
faq-cheaper_elsewhere-short = Usually not. A lower price elsewhere, or one that fell after you bought, is not an accepted reason.
faq-cheaper_elsewhere-more = You can ask the seller kindly; a discount is among the things that sellers may offer. Many problems are settled with the seller alone, though nobody can promise it. Don’t claim something else instead: the reason in a dispute must be the true one.

# --- filing and proof -------------------------------------------------------------------------------------------

faq-how_to_open_dispute = How and where do I open a dispute?
faq-how_to_open_dispute-short = My Orders → the order → Open Dispute, which may be called Returns & refunds → the type → the reason → the amount and a short text → your evidence → submit. It takes about { $PF-034_minutes } minutes, the same in the app and on the website.
faq-how_to_open_dispute-more =
    • Type: refund only, or return and refund. Choose it with care, as it shapes the whole case.
    • Reason: the true one.
    • Text: { $PF-064_sentences_short } or { $PF-064_sentences_long } factual sentences on what you ordered, what came and what you want, and the amount you claim.
    • Evidence: upload it before you submit.

    The seller is then told, and their time to answer starts. You see the status on the same order screen.

    Write to the seller before you file. If there is no button, the parcel may still be on its way and a claim not possible yet.

faq-truthful_reason = Which reason should I choose?
faq-truthful_reason-short = The one that is true, such as not received, not as described, damaged or wrong item. The wrong reason can sink a strong claim.
faq-truthful_reason-more =
    If more than one is true, choose the one that you can show best: a vague complaint without proof tends to fail.

    If “not received” isn’t offered, it may not be time for it yet. Look again another day rather than choose another reason.

    If the seller wants you to name another reason, don’t: the blame can fall on your own account. The dispute is to be used fairly, for when things go wrong.

faq-claim_description = What should I write in the dispute?
faq-claim_description-short = { $PF-064_sentences_short } or { $PF-064_sentences_long } short, factual sentences: what you ordered, what came, what you want, and the amount. Stay calm and polite. “Bad product” alone usually loses.
faq-claim_description-more =
    For example: “I ordered a blue wool jumper. A grey one made of another material came, as the photos beside the listing show. I ask for a full refund.”

    Say what you expected and what you got. Leave out anger, guesses and threats, and put the details into the pictures.
faq-claim_description-differ = The articles differ on the length: one asks for a detailed description, another for { $PF-064_sentences_short } or { $PF-064_sentences_long } plain sentences. The guide says to write short, and to put the detail into the evidence.

faq-evidence_overview = What evidence do I need?
faq-evidence_overview-short = Roughly in order of power: an uncut unboxing video, clear and well-lit photos, and screenshots of the listing beside what came. For a parcel that never came: screenshots of the tracking.
faq-evidence_overview-more =
    • Video: one take, first the sealed parcel and its label, then the opening and the item. If it doesn’t work, film that too.
    • Photos: good light, plain background, the flaw close up, the whole item, the packaging and label, and the item beside the label. Not blurred, dark or cropped.
    • Comparison: the listing’s title, photos and specifications beside a photo of what came, with the differences marked. You can hold the item in front of the listing on a screen.
    • Not received: the carrier’s status. If it went to another address, the carrier’s official paper.

    This is no closed list, and not all of it is needed. Mediators see many claims, so make yours easy to judge at a glance. A vague complaint without proof tends to fail.

faq-unboxing_video = How do I film an unboxing video?
faq-unboxing_video-short = In one take, without a cut or an edit: first the sealed parcel and its label, then open it and look at the item closely on camera.
faq-unboxing_video-more =
    Film valuable parcels above all. Hold the label still until it can be read, and keep the parcel in the picture while you open it. Show the flaw close up; if the item doesn’t work, try it on camera.

    You have no such video? Then use photos and screenshots of the listing. The video is the strongest proof, but not the only one.

# --- the seller -------------------------------------------------------------------------------------------------

faq-contact_seller_first = Must I write to the seller first?
faq-contact_seller_first-short = Yes. Send one clear message with photos and a proposal, and give { $PF-026_days_short } to { $PF-026_days_long } days for an answer. If your time is nearly over, write and open the dispute on the same day.
faq-contact_seller_first-more =
    Order page → Contact Seller. Say what is wrong, add clear photos or a video, and propose a solution: part of the money, a replacement or a full return. Most sellers prefer to settle, because a formal dispute goes on their record.

    No answer, a refusal, or no solution you can agree on: each is a reason to open the dispute.
faq-contact_seller_first-differ = The articles differ on this. One says that writing first is always required, and advises against skipping it. Another only recommends it. The third says to file as soon as you have inspected a wrong or damaged item. The guide says to write always, and to wait less the less time is left.

faq-seller_silent_or_refuses = Seller silent or refusing: what now?
faq-seller_silent_or_refuses-short = Open the dispute: silence or a refusal is a reason of its own. If it is already open, keep it open, answer everything in time, and ask AliExpress to step in.
faq-seller_silent_or_refuses-more =
    Before the dispute: after a refusal you need not wait. For an answer to your message, { $PF-026_days_short } to { $PF-026_days_long } days are enough, less if your time is short.

    Inside it: one article gives the seller up to { $PF-027_days } days. If they reject it, or that time is over, look there for the way to ask AliExpress. While you answer inside the deadlines, the dispute stays active.
faq-seller_silent_or_refuses-differ = The articles differ twice here. On writing first: always required, only recommended, or file as soon as you have inspected the item. The guide says to write, but not to wait long. And on who brings AliExpress in: you ask, or it steps in by itself. The guide says to ask, and not to count on it happening by itself.

faq-counter_offer = The seller offers less: should I accept?
faq-counter_offer-short = You may accept it, or reject it and hold or change your claim. Compare the offer with how bad the flaw is and what a return would cost you.
faq-counter_offer-more =
    For a parcel that never came, a completely wrong item or a major defect, all of the money is justified. For a minor issue, part of it is common: the articles’ example is { $PF-087_dollars } dollars back on an item of { $PF-087_price }, which the buyer keeps. That is an example and no rule.

    If it will do, accept it with the dispute’s own Accept, and never close the dispute by hand. If not, say in the dispute what you ask for and why. If you two don’t agree, you can ask AliExpress to step in. Be reasonable and patient: pushing rarely helps.

faq-close_dispute_request = The seller asks me to close: should I?
faq-close_dispute_request-short = No. A closed dispute can’t be reopened. Keep it open until the refund is visible in your account; a genuine seller can refund inside the platform while it stays open.
faq-close_dispute_request-more =
    Answer kindly that the dispute stays open, and ask for the refund inside it. A promise in the chat may not count: a mediator decides on what can be seen in the case. The time for a new dispute has often run out.

    A message or a screenshot isn’t the money. Look into your own account before you do anything. To take an offer that will do, use the dispute’s own Accept.
faq-close_dispute_request-differ = The articles differ on closing. One says it can be closed once you agree with the seller’s offer. The others warn: never on a promise, and not before the refund is visible in your account. The guide follows the warning.

faq-cancel_false_reason = Asked to cancel: which reason is right?
faq-cancel_false_reason-short = The true one: if the seller has run out of stock, choose that the item is out of stock. With “no longer want it” or “other”, the blame falls on your own account.
faq-cancel_false_reason-more =
    You don’t have to cancel. If you agree to it, tell the seller kindly that you choose the true reason only.

    If you leave the order as it is and nothing comes, you can claim it as not received, generally once the delivery window has passed.

# --- after filing -----------------------------------------------------------------------------------------------

faq-after_filing = What happens after I file?
faq-after_filing-short = The seller accepts, offers less or rejects it. You answer in time and keep to your evidence. If you two don’t agree, AliExpress decides.
faq-after_filing-more =
    The seller is told at once, and their time to answer starts. You see the status on the same order screen.

    You may accept an offer, or reject it and hold or change your claim. If you don’t agree, you can ask AliExpress to step in; if there is no agreement in time, it steps in by itself. Look for the way to ask rather than count on that.

    While you answer inside the deadlines, the dispute stays active. Silence is what hurts you. Stay patient and reasonable: pushing rarely helps.

faq-mediation = When and how does AliExpress step in?
faq-mediation-short = When you and the seller don’t agree: because you ask, or by itself. It looks at both sides’ evidence, and may give you all of the money, part of it, or a refund against a return that you pay for. Usually that is final.
faq-mediation-more =
    One article says it may take up to { $PF-029_days } days after it was asked.

    It decides on what can be seen in the case, not on promises in the chat. So put all your evidence there, easy to judge at a glance, and answer at once if you are asked.
faq-mediation-differ = The articles differ twice here. One says that you ask AliExpress to step in, the others that it does so when there is no agreement; so look for the way to ask. And they call the decision usually final, final or binding, while one allows an appeal soon afterwards with something new. Appeal at once if you must, and don’t count on it.

faq-appeal_rejected = My dispute was rejected: can I appeal?
faq-appeal_rejected-short = Yes, and do it at once: the time is usually only a few days. Add something new, a missing proof or a clearer account of what is wrong. Nobody can promise that it helps.
faq-appeal_rejected-more =
    Look on the dispute page for the way to appeal, today if you can. The guide plans with { $assumed_appeal } days after the decision; that is its own date, as the articles give no number. If it has passed, try all the same.

    If that fails, a card chargeback or a PayPal claim is the last resort, for fraud, non-delivery or a serious loss and not for small orders. It may get your AliExpress account suspended or banned.
faq-appeal_rejected-differ = The articles differ on whether there is an appeal. One says the decision is usually final, yet can be appealed within a short time. Another calls it final, the third binding. The guide says to appeal at once, and promises nothing.

faq-chargeback = Can I do a chargeback or PayPal claim?
faq-chargeback-short = Only as a last resort, when AliExpress’s own ways are used up, and for fraud, non-delivery or a serious loss. It may get your AliExpress account suspended or banned.
faq-chargeback-more =
    It follows the rules of your card’s bank or of PayPal, outside AliExpress: ask them what they offer. It isn’t meant for small orders.

    Go through the dispute, the decision and the appeal first, and keep all your evidence.
faq-chargeback-differ = The articles differ on when, and on what it costs. One says only for clear fraud or non-delivery, and that the account may be suspended if AliExpress’s own process wasn’t used up first. Another says only for serious losses after that process failed, and that the account may be banned. The guide keeps both limits and names the harsher cost.

# --- the money --------------------------------------------------------------------------------------------------

faq-refund_only_vs_return = Refund only or return and refund?
faq-refund_only_vs_return-short = Refund only if nothing came, if a cheap item is broken or wrong, or if you keep it for part of the money. Return and refund for something valuable that you would send back.
faq-refund_only_vs_return-more =
    Two things decide: whether you have an item that can be used, and its value against the cost and trouble of a return. Postage to China can be more than the item. A Free Return tag takes that cost away, which speaks for a return.

    Choose with care, as it shapes the whole case. The articles give no price for cheap or valuable: compare yours with the postage.

faq-full_or_partial_refund = When is the refund full or partial?
faq-full_or_partial_refund-short = Full if nothing came, if it is a completely wrong item, or for a major defect. Partial for a minor flaw, and you keep the item.
faq-full_or_partial_refund-more =
    The articles’ example of a part is { $PF-087_dollars } dollars back on an item of { $PF-087_price }, which is { $PF-087_percent } %. That is an example and no rule.

    For a part of the money, choose refund only, state your amount and show the flaw. Nothing has to be sent back then.

faq-replacement = Can I get a replacement instead?
faq-replacement-short = You can agree on one with the seller, but don’t count on the dispute for it. If a dispute is open, keep it open until the replacement is in your hands.
faq-replacement-more =
    Propose it in your message: a replacement is among what buyers may ask for and sellers may offer. Agree inside the dispute where you can, as a promise in the chat may not count.

    If you close the dispute and nothing comes, it can’t be reopened. And keep to your date for opening one: no article says that a promise stops the clock.
faq-replacement-differ = The articles differ on what a dispute can give. One lists a full refund, a partial refund or a replacement. Another lists a full refund, a partial refund or a return for a refund. The third knows refund only, or return and refund. The guide says to ask for money in the dispute.

faq-refund_timing = When does the money arrive?
faq-refund_timing-short = Within { $PF-033_days_short } to { $PF-033_days_long } business days after the refund is approved, depending on your bank or payment service. It goes back to the card or account you paid with.
faq-refund_timing-more =
    On the dispute page, look for Refund Successful; then watch that card or account. When all those business days have passed, show your bank or payment service the approved refund, and ask them to look for it.

    If you sent something back, the refund comes after the return has arrived, perhaps after an inspection.
faq-refund_timing-differ = Only one article gives a time, and its span is wide. The guide takes the whole span as normal, and says to chase the money after that.

faq-refund_status = How do I check my refund?
faq-refund_status-short = Go to My Orders → the order → the dispute page. Once the refund is processed, it shows Refund Successful; then watch the card, PayPal or account you paid with.
faq-refund_status-more =
    From the approval, { $PF-033_days_short } to { $PF-033_days_long } business days may pass until the money is there. A message or a screenshot from the seller isn’t the money: look into your own account.

    If the page shows something else, the refund isn’t processed yet. See there what is asked of you.

# --- sending it back --------------------------------------------------------------------------------------------

faq-return_shipping_cost = Who pays return shipping?
faq-return_shipping_cost-short = For a change of mind, you do. If the seller is at fault, typically the seller, yet a decision may still leave it to you. A Free Return tag takes the cost away.
faq-return_shipping_cost-more =
    If the seller is at fault, ask for a prepaid label, or for a refund without a return. For items of low value, AliExpress often lets the buyer keep the item and refunds.

    Postage to China can be more than the item, and is rarely worth it for cheap goods. Don’t send anything before there is an open dispute with an authorised address.
faq-return_shipping_cost-differ = One article says two things here: a seller at fault should pay or refund without a return, and typically does; yet a decision may order a return at your cost. The guide calls postage free only with a Free Return tag or a label in the dispute.

faq-ship_back_safely = How do I send it back safely?
faq-ship_back_safely-short = Only with an open dispute and an authorised address in it, tracked, and inside the stated deadline. Enter the tracking number in the dispute.
faq-ship_back_safely-more =
    Without an open dispute and an authorised address, you would likely lose both the item and the money. The seller must provide the address; the decision states the deadline. If either is missing, ask in the dispute and post nothing yet.

    Film the packing. Keep the receipt, the tracking number and that film until the money is in your account.
faq-ship_back_safely-differ =
    The articles differ on four things here.
    • Postage: a seller at fault typically pays, yet a decision may leave it to you. Ask first.
    • Condition: one says the seller must confirm that it is in good condition. Send it no worse than you reported it.
    • Address: one speaks of an address that the seller sends you, another of one authorised in an open dispute. Keep to the dispute.
    • The money: it comes after delivery, after receipt, or after receipt and inspection. Expect the latest.

faq-return_for_refund_meaning = What is “return to seller for refund”?
faq-return_for_refund_meaning-short = AliExpress has decided that you send the item back at your own cost, and that the money comes once the seller has it. Send it tracked, and enter the number in the dispute.
faq-return_for_refund_meaning-more =
    Read the decision for the return address, which the seller must provide, and for the deadline. Without both, post nothing and ask in the dispute.

    Compare the postage with the price first: it can be more than the item. Expect the refund after the seller has received the item, and perhaps inspected it.
faq-return_for_refund_meaning-differ = One article says two things on the postage: a seller at fault should pay it or refund without a return, and typically does; yet such a decision leaves it to you. Count on paying, unless there is a label in the dispute or a Free Return tag.

faq-free_return_tag = What is the Free Return tag?
faq-free_return_tag-short = It takes the cost of the return postage off you. Look for it before you choose between refund only and return and refund.
faq-free_return_tag-more =
    With it, sending something valuable back becomes the easier choice; without it, a change of mind is at your own postage.

    It says who bears the postage, not whether your reason is covered: a change of mind still needs the seller’s own offer. And also with it, send nothing before there is an open dispute with an authorised address.
