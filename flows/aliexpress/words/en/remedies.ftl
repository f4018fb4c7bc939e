# What to ask for, worked out in this item's money.

remedy-refund_only = Ask for refund only: all of { $value }, and no return. Sending it back would cost as much as the item or more; for cheap items AliExpress often lets the buyer keep it, but that is no promise.
remedy-not_received = Ask for refund only: all of { $value }. There is nothing to send back.
remedy-partial_refund = Ask for refund only, as part of the money, and keep the item. In the articles’ example { $PF-087_percent } % comes back: for your { $value } that would be { $part }, an example and no rule.
remedy-partial_order = Ask for refund only: the price of what is missing, out of your { $value }, and keep what came.
remedy-return_and_refund = Ask for return and refund: all of { $value }, less any postage you pay. Count the postage as free only with a Free Return tag or a label in the dispute, and send nothing before the dispute names an address.
remedy-compare = Ask for the postage first, then compare. A return brings { $value } less the postage you pay, so nothing is left once it reaches { $value }. If you could keep the item with, for example, { $part } back, that is the better deal once the postage passes { $rest_after_part }.
remedy-none = There is no kind of refund to choose at this point.
