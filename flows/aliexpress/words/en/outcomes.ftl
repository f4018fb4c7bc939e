# The answer in one line, whether it is covered, where the case stands, and where today stands in the window.

outcome-write_then_file = Likely covered with good evidence. If it isn’t settled with the seller by { $wait_until }, file.
outcome-file_today = Likely covered with good evidence. Don’t wait any longer: open the dispute today.
outcome-weigh_sellers_offer = The seller has made an offer. Weigh it now, and agree only inside an open dispute.
outcome-wait_for_the_parcel = Likely covered if it never comes, but probably too early to file. The dates below say when.
outcome-look_for_the_button = Likely covered. Look for Open Dispute now, and file as soon as “not received” is offered.
outcome-carriers_paper = It may be covered, but the clock is already running. Ask the carrier for written proof today.
outcome-ask_for_part = A small flaw may bring part of the money: for example { $part }, and you keep the item.
outcome-compare_remedies = Likely covered with good evidence. The return postage decides what to ask for.
outcome-use_sellers_policy = It depends on the seller: their own promise may let you return it. Save that page first.
outcome-size_off_chart = It may be covered if you can show how far it is off the seller’s own size chart.
outcome-try_the_button = It may be over, but perhaps it isn’t. Look for the Open Dispute button today.
outcome-closed = The time for a dispute seems to be over. A few things are left to try.
outcome-read_sellers_page = Usually not covered, unless the seller promises it. Read their page first.
outcome-usually_not_mind = Sorry, this is usually not covered. A friendly question to the seller may still help.
outcome-usually_not_listing = Sorry, what the listing showed is usually not covered. Look at it once more to be sure.
outcome-usually_not_price = Sorry, a lower price elsewhere is usually not covered. You can still ask the seller.
outcome-customs_wait = Usually not covered. Ask the post or customs office first, and keep an eye on the dispute dates.
outcome-customs_file = Usually not covered. But if nothing came, you may file “not received” where it is offered.
outcome-customs_closed = Usually not covered, and the time for a dispute seems to be over. Ask the post or customs office.
outcome-cancel_truthfully = You don’t have to cancel. If you do, choose the true reason, not the one the seller suggests.
outcome-dispute_running = Your dispute is open. Look at it every other day, answer quickly, and never close it.
outcome-weigh_dispute_offer = The offer is { $offer } of { $value } ({ $share } %). Accept, counter or hold, but don’t close.
outcome-ask_platform = A rejection isn’t the end. You may ask AliExpress to step in today.
outcome-do_not_close = No. Keep the dispute open until the refund is visible in your account.
outcome-platform_deciding = AliExpress is deciding. Keep looking at the dispute, and answer at once if you are asked.
outcome-part_decided = You were given { $offer } of { $value }. If that is too little, appeal today.
outcome-send_it_back = Send it back only to the address in the dispute, tracked, and inside the stated deadline.
outcome-return_under_way = Follow the parcel and keep every paper. The refund comes after the return has arrived.
outcome-appeal_now = Appeal today, with something new. The time for it is usually only a few days.
outcome-chase_refund = Until { $refund_by } the wait may be normal. After that, ask your bank or payment service.

coverage-yes = Likely covered, with good evidence. It is never a promise.
coverage-depends = It may be covered. It depends on what you can show, or on what the seller promises.
coverage-usually_not = Usually not covered, but there may be other ways to get help.
coverage-procedure = Here it is the right next step that counts.

stage-talking_to_seller = Talking to the seller
stage-waiting_for_window = Waiting until you may file
stage-filing = Time to open the dispute
stage-seller_reviewing = Waiting for the seller’s answer in the dispute
stage-weighing_offer = The seller has answered: your move
stage-platform_deciding = Waiting for AliExpress to decide
stage-return_due = The return is to be sent
stage-return_travelling = The return is on its way
stage-refund_due = Waiting for the refund
stage-rejected = Decided: time to think of an appeal
stage-last_resort = Last ways left
stage-advised = Nothing to file at the moment

window-none = no dispute to open now
window-unknown = the end isn’t known yet
window-early = too early to file
window-open = time enough to file
window-last_days = the last days to file
window-try_button = perhaps over, perhaps still open
window-closed = over
