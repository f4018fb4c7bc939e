# What to do next. Each step is shown only where its `when` in outcomes.toml matches; its dates are known there.

step-look_up_delivered_on = Look up the day the order turned Delivered, on the order page or in its tracking, and enter it here. The { $PF-013_days } days count from then, or from Confirm Receipt if that came first. Your time may end earlier than what you see here.
step-look_up_protection_ends_on = Look up on the order page when Buyer Protection ends, and enter it here. Your time may end earlier than what you see here. While you are there, check whether Open Dispute is shown.
step-look_up_latest_delivery_on = Look up the last day of the delivery window on the order page, and enter it here. “Not received” generally can’t be claimed before it has passed.
step-look_up_escalated_on = Look up on the dispute page when AliExpress was asked to step in, and enter it here. The { $PF-029_days } days count from then, so they may end earlier than what you see here.
step-look_up_decided_on = Look up the day of the decision on the dispute page, and enter it here. Don’t let that delay the appeal: the time for it may already be short.
step-look_up_ship_by = Look up the return deadline in the decision, on the dispute page, and enter it here today. The item must be sent inside it.
step-look_up_approved_on = Look up when the refund was approved: My Orders → the order → the dispute page. Enter the day here. Until then, the dates you see here may be later than the real ones.

step-write_seller = Write to the seller today: order page → Contact Seller. Say what went wrong, add clear photos or a video where there is something to show, and propose a solution, such as a refund, part of it, or a replacement.
step-write_seller_and_file = Write to the seller today: order page → Contact Seller. Say what went wrong and what you propose, with clear photos or a video where there is something to show. There is no time to wait for the answer: if the dispute can be opened today, open it today.
step-write_seller_policy = Write to the seller today: order page → Contact Seller. Name the promise on their page, say that you would like to use it, and ask how the return works and who pays the postage.

step-await_seller = Wait for the seller’s answer, but not beyond { $wait_until }. If no acceptable offer has come, you may file from { $may_file_from } on.
step-await_seller_or_file = If no acceptable offer has come, you may file today. Or wait for the seller a little longer, but not beyond { $wait_until }.

step-file_by = No acceptable answer by { $wait_until }? Open the dispute that day, and in any case by { $act_by }. A refusal is a reason to file at once.
step-file_by_now = If the offer won’t do, open the dispute today. If you are still undecided, open it by { $act_by } all the same: you can agree inside it.
step-file_by_dont_wait = Open the dispute by { $act_by } at the latest, with or without the carrier’s paper. The { $PF-013_days } days count from Delivered, so don’t wait for the end of the delivery window.
step-file_by_if_offered = As soon as “not received” is offered, choose it and file the same day. Protection ends on { $earliest_end }: don’t count on any day after that.
step-file_when_silent = No acceptable answer by { $wait_until }? Open the dispute that day. As long as the end of your time isn’t known, sooner is safer. A refusal is a reason to file at once.
step-file_today = Open the dispute today. You can go on talking to the seller inside it.

step-watch_for_delivered = Look at the order once a week until it shows Delivered, and check the item now. When it turns Delivered, enter the day here: { $PF-013_days } days begin to count.
step-how_to_file = To file, in about { $PF-034_minutes } minutes: My Orders → the order → Open Dispute (maybe labelled Returns & refunds) → the type → the true reason → the amount, and { $PF-064_sentences_short } or { $PF-064_sentences_long } plain sentences: what you ordered, what came, what you want → your evidence → submit.

step-weigh_offer = Weigh the offer against what went wrong. If nothing came, or something wrong or unusable, you may ask for all of { $value }. For a small flaw, the articles’ example would be { $part } back; that is an example and no rule.
step-weigh_offer_short = Weigh the offer against the { $value } you paid, and answer reasonably. If it won’t do, you need not wait: open the dispute today.
step-agree_inside = To agree, open the dispute first and agree there: what is only in the chat may not count. The seller can refund inside the platform. Send nothing back before the dispute gives you an address.

step-file_from = If nothing has come, file from { $not_before } on, the day after the delivery window, and by { $act_by } at the latest. No button yet on that first day? Look again on { $not_before_next }.
step-look_from_day = Protection ends on { $earliest_end }, before or just as the delivery window does. So look for Open Dispute every day from { $look_from } on, and file by { $act_by } if “not received” is offered.
step-look_again_on = On { $look_again }, the day after the delivery window, look for Open Dispute once more, even if protection seems over. If that day has passed, look today.
step-tracking_ready = Get the tracking proof ready now: screenshots of the carrier’s page with the parcel number, the last date and where it stands.
step-if_delivered_shows = If the order turns Delivered and nothing is there, change your answer here at once. The { $PF-013_days } days then count from that day.
step-look_for_button_today = Look for Open Dispute today as well: My Orders → the order. Protection may end before the dates you see here.
step-look_for_button_daily = Look for Open Dispute every day: My Orders → the order. Protection ends on { $earliest_end }, and after that the button may be gone.
step-look_for_button_weekly = Look for Open Dispute today, then every day for a week, then once a week: My Orders → the order. It may come at any time, and protection may end first.
step-no_button_found = You found no button on { $no_button_on }. It may be called Returns & refunds, and the app and the website use the same flow. Look once more today under My Orders → the order, and again every day; tell the seller meanwhile what is wrong.
step-no_button_yet_found = You found no button on { $no_button_on }. The parcel may still be on its way, and a claim not possible yet. Look again as the next steps say, and don’t file under another reason.
step-check_dates = The end of Buyer Protection that you entered ({ $protection_ends_on }) lies before the day of delivery ({ $delivered_on }). That can be, but please check both on the order page, and change here what is wrong.
step-no_button_yet = No button, or no “not received” among the reasons? The parcel may still be on its way, and it may not be time yet. Look again, and don’t file under another reason.

step-carrier_today = Ask the carrier today, in writing, for an official record of the delivery: the day, the place and who took it. If it went to another address, that paper is what you need.
step-ask_postage = Find out what the return would cost and who pays. Look for a Free Return tag. Ask the seller for a prepaid label, or for a refund without a return: where the fault is theirs, they typically pay, but not always.
step-keep_sellers_page = Take screenshots of the seller’s promise today: the store page and the listing, with the return terms and any Free Return tag. It is what your claim rests on.
step-measure = Measure the item laid flat, and photograph it with the tape beside the seller’s own size chart. Only a size far off that chart counts, not the size you usually wear.

step-look_today = Look today: My Orders → the order → Open Dispute or Returns & refunds. One article counts { $PF-004_days } more days after protection ends, so the button may still be there.
step-button_is_there = If the button is there and your true reason is offered, file today. By one reading you are still in time.
step-button_is_gone = If there is no button, say so here. The order may be final by now; you then see here whether to look again.

step-ask_seller_anyway = Ask the seller all the same, calmly and with what you can show: order page → Contact Seller. Many problems are settled with the seller alone, though nobody can promise it.
step-bank_last = If it was fraud, if nothing came, or if the loss is serious, a card chargeback or a PayPal claim is the last way. It follows your card’s or PayPal’s own rules, and it may cost you your AliExpress account.
step-next_time = For the next order: put the protection end into a calendar, check the item on the day it shows Delivered, and film valuable parcels while you open them.

step-open_sellers_page = Open the listing and the seller’s store page today. Look for a Free Return tag, or a promise such as no questions asked.
step-look_up_seller_policy = If you find such a promise, change your answer here. You then get the steps and the dates for it.
step-ask_seller_kindly = Write to the seller kindly: order page → Contact Seller. They may offer a discount, part of the money or a replacement. Many problems are settled this way, though nobody can promise it.
step-measure_again = Measure the item once more against the seller’s own size chart. If it is far off that chart, change your answer here: that may be covered.
step-keep_or_pass_on = If nothing helps, think of keeping it, giving it away or selling it. For a change of mind the return postage is yours, and across borders it can be more than the item.
step-compare_listing = Look at the listing’s photos and text again. If the flaw isn’t shown there, or it is a large difference, change your answer here: that may be covered. Keep screenshots of the listing.

step-ask_customs = Ask your local post or customs office what holds the parcel and what they need from you. Delays and fees there are generally yours to bear.
step-look_today_customs = Look today for the button: My Orders → the order → Open Dispute or Returns & refunds. The time for it may be ending.
step-file_if_nothing_came = If nothing has come and “not received” is offered, file it with the tracking proof. Because of customs, the result is uncertain.

step-decline_cancel = Decline politely to pick a reason such as “no longer want it” or “other”. It puts the blame on you.
step-choose_out_of_stock = If you agree to cancel, choose what is true: the item is out of stock.
step-keep_order = Or leave the order as it is, and start a new case here for a parcel that hasn’t come. You then get the dates for filing “not received”, should it never come.

step-look_at_dispute = Look at the dispute every other day, next on { $look_at_dispute_by }. You find it on the same order page.
step-reply_fast = Answer everything in the dispute quickly, if you can on the same day. The seller may accept, offer less or reject; as long as you answer in time, the dispute stays active.
step-seller_has_until = Allow the seller up to { $PF-027_days } days, until { $seller_reply_by }. Only one article gives this figure, and none says that you win if the seller stays silent.
step-step_in = If the seller rejects it, or the offer won’t do, look in the dispute for the way to ask AliExpress to step in. The same goes once the seller’s time is over. Don’t count on it happening by itself.
step-step_in_now = Look in the dispute today for the way to ask AliExpress to step in. You may, as soon as you and the seller don’t agree.
step-add_evidence = Put all your evidence into the dispute, easy to judge at a glance. Both sides’ evidence is looked at; what was promised only in the chat may not count.

step-weigh_share = Weigh it: { $offer } is { $share } % of the { $value } you paid, so { $missing } is missing. For a small flaw, the articles’ example would be { $part }; that is an example and no rule. Judge by how bad the problem is.
step-accept_inside = If it will do, accept it with the dispute’s own Accept. Don’t cancel or close the dispute by hand.
step-enter_offer = Enter the offer here, in the money you paid in, and you see what share of the price it is.
step-enter_part = Enter here how much you were given, and you see what share of the price it is.
step-counter = If it is close, change your proposal in the dispute: name the amount you want and the proof for it, in plain words.
step-hold = If it is far too little, reject it and keep to your claim. If you two don’t agree, you can ask AliExpress to step in.

step-refuse_to_close = Answer kindly that the dispute stays open. Once closed it can’t be reopened, and the time for a new one has often run out.
step-money_visible_first = Look into your account: is the refund visible there? A message or a screenshot isn’t the money.
step-ask_official_refund = Ask the seller to refund inside the dispute. A genuine seller can do that without you closing anything.

step-answer_platform = Look at the dispute every other day, next on { $look_at_dispute_by }. If AliExpress asks something, answer at once and with proof: the evidence of both sides is what counts.
step-decision_until = AliExpress may take up to { $PF-029_days } days, until { $decision_by }. If that day has passed, look at the dispute today. The decision may be all of the money, part of it, or a refund against a return that you pay for.
step-be_calm = Stay calm and patient, and keep to the evidence. Pushing rarely helps.

step-appeal_part = If it is too little, look on the dispute page for the way to appeal, today. The articles speak only of a short time; { $appeal_by } is the guide’s own date, and if it has passed, try all the same.
step-appeal_today = Look on the dispute page for the way to appeal, today. The articles speak only of a short time; { $appeal_by } is the guide’s own date, and if it has passed, try all the same.
step-new_evidence = Add something new: a proof that was missing, or a clearer account of what is wrong. Make it easy to judge at a glance.

step-read_decision = Read the decision on the dispute page: the return address, which the seller must provide, and the deadline. Without both, post nothing and ask for them there.
step-worth_it = Before you post it, ask what it costs. The postage may be yours, and the refund comes only after the return. If the postage reaches { $value }, nothing is left.
step-ship_tracked = Send it tracked, no worse than you reported it. Film the packing and keep the receipt, as one article says the seller checks its condition.
step-enter_tracking = Enter the tracking number in the dispute on the same day, and keep it.

step-follow_parcel = Look at the return’s tracking once a week, next on { $return_arrival_by }. The articles give no figure for how long it takes.
step-tracking_in_dispute = Check today that the tracking number is in the dispute. If it isn’t, enter it.
step-keep_papers = Keep the receipt, the tracking number and the packing film until the money is in your account.
step-money_after_return = Expect the refund after the seller has received the return, and perhaps inspected it. Then it may take { $PF-033_days_short } to { $PF-033_days_long } business days.

step-answer_appeal = If something is asked, answer at once and with proof. If you have anything new that wasn’t in the appeal, add it.
step-seller_once_more = Ask the seller once more, calmly and with what you can show: order page → Contact Seller. Many problems are settled with the seller alone, though nobody can promise it.
step-look_for_new_dispute = If the dispute was closed by mistake, look today whether Open Dispute is still shown. A closed one can’t be reopened, and the time for a new one has often run out.
step-bank_after_appeal = Only if the appeal fails, and it is fraud, non-delivery or a serious loss: ask your card’s bank or PayPal about a chargeback or claim. It follows their own rules and isn’t meant for small orders.
step-bank_other = The articles name only cards and PayPal for a claim outside AliExpress. Ask the service you paid with what its own rules offer.

step-check_status_page = Look at My Orders → the order → the dispute page. Once processed, it shows Refund Successful; after that, watch the account you paid from.
step-money_until = Allow { $PF-033_days_short } to { $PF-033_days_long } business days, until { $refund_by }, and look from { $refund_look } on. The money goes to the card or account you paid with.
step-ask_bank = If nothing is there by { $refund_chase }, show your bank or payment service the approved refund, and ask them to look for it.
