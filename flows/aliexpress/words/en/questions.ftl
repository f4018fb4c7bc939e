# What is asked, why it is asked, and what the answer is called in the summary.

question-situation = What happened with your order?
question-situation-why = Nothing here, something wrong with it, or a dispute already open: each has its own steps and its own dates.
topic-situation = What happened

question-problem = Which of these fits best?
question-problem-why = Some reasons are likely to be covered, some usually aren’t. The dispute will ask for the true one as well.
topic-problem = The problem

question-flaw = How bad is it?
question-flaw-why = A big flaw may justify all of the money, a small one usually part of it. What the listing showed usually doesn’t count.
topic-flaw = How bad

question-sizing = How does the size compare with the seller’s own size chart?
question-sizing-why = Fit is usually not covered, unless the size is far off the seller’s own chart.
topic-sizing = Size and chart

question-tracking = Where does the tracking say it was delivered?
question-tracking-why = If it went to another address, an official paper from the carrier is needed.
topic-tracking = Delivered to

question-seller_policy = Does the seller promise returns? Look at the listing for a Free Return tag, and at the store page.
question-seller_policy-why = A change of mind is usually not covered. A promise by the seller can change that.
topic-seller_policy = Seller’s promise

question-delivered_on = On which day did the order turn Delivered, or did you tap Confirm Receipt? Take the earlier one. The order page or its tracking usually shows it.
question-delivered_on-why = The time for a dispute starts to count on that day. Without it, your dates are only provisional.
topic-delivered_on = Delivered on

question-latest_delivery_on = What is the last day of the delivery window? The order page usually shows it with the delivery estimate. If it gives two days, take the later one.
question-latest_delivery_on-why = “Not received” generally can’t be claimed before that day is over.
topic-latest_delivery_on = Delivery expected by

question-protection_ends_on = On which day does Buyer Protection end? The order page usually shows it. If it gives the days left, count them from today.
question-protection_ends_on-why = It may end sooner than the other dates. Then that day counts.
topic-protection_ends_on = Protection ends on

question-item_value = What did you pay for the item? Type the amount and the currency.
question-item_value-why = We compare it with the postage for a return, and work out the examples in your own money.
topic-item_value = Price

question-offer_value = How much are you offered, or were you given? Use the same currency as for the price.
question-offer_value-why = So you can see which share of the price it is, and how much is missing.
topic-offer_value = Offered or given

question-postage = What would it cost you to send it back, compared with its price?
question-postage-why = If the postage eats up the refund, sending it back brings you nothing. So it decides what to ask for.
topic-postage = Return postage

question-seller_contact = Have you written to the seller about this?
question-seller_contact-why = One article says AliExpress wants you to try the seller first. How long to wait depends on your dates.
topic-seller_contact = The seller

question-contacted_on = On which day did you first write to the seller about this?
question-contacted_on-why = The days we leave the seller for an answer count from there.
topic-contacted_on = Wrote to the seller

question-dispute_stage = Where does your dispute stand now?
question-dispute_stage-why = Each stage has its own next step, and its own trap.
topic-dispute_stage = Dispute stage

question-disputed_problem = What is the dispute about?
question-disputed_problem-why = It decides which evidence helps you most.
topic-disputed_problem = Dispute about

question-opened_on = On which day did you open the dispute? The dispute page usually shows it.
question-opened_on-why = The seller’s time to answer counts from that day.
topic-opened_on = Dispute opened

question-escalated_on = On which day was AliExpress asked to step in? The dispute page usually shows it.
question-escalated_on-why = The time AliExpress may take to decide counts from that day.
topic-escalated_on = AliExpress asked

question-decided_on = On which day did AliExpress decide? The dispute page usually shows it.
question-decided_on-why = The time for an appeal is short, and it counts from the decision.
topic-decided_on = Decided on

question-approved_on = On which day was the refund approved? The dispute page usually shows it.
question-approved_on-why = The business days until the money should be there count from that day.
topic-approved_on = Refund approved

question-ship_by = By which day must you send it back? The deadline is stated in the decision, on the dispute page.
question-ship_by-why = The return must be sent inside that deadline. We remind you earlier.
topic-ship_by = Send back by

question-shipped_on = On which day did you send it back? The post office receipt shows it.
question-shipped_on-why = From then on we ask you now and then whether it has arrived.
topic-shipped_on = Sent back on

question-paid_with = How did you pay?
question-paid_with-why = A card or PayPal may offer a last way outside AliExpress, if all else fails.
topic-paid_with = Paid with
