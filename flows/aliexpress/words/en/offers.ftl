# An offer beside the buyer's own numbers. Sums only: nothing here says what is enough.

offer-share = { $offer } is { $share } % of the { $value } you paid. { $missing } is missing.
offer-all = { $offer } is all of the { $value } you paid.
offer-above = { $offer } is more than the { $value } you paid. Check that both amounts are right, and read what the offer asks of you.
offer-example-less = The articles’ example of { $PF-087_percent } % for a small flaw would be { $part }: the offer is { $difference } less. That is an example and no rule.
offer-example-same = The articles’ example of { $PF-087_percent } % for a small flaw would be { $part }: the same as the offer. That is an example and no rule.
offer-example-more = The articles’ example of { $PF-087_percent } % for a small flaw would be { $part }: the offer is { $difference } more. That is an example and no rule.
offer-return-free = A return would bring all of { $value }, as you said its postage costs you nothing: { $missing } more than the offer.
offer-return-small_part = A return would bring { $value } less its postage, which you called a small part of the price. It is worth more than the offer as long as that postage stays below { $missing }.
offer-return-large_part = A return would bring { $value } less its postage, which you called a large part of the price. It is worth more than the offer only if that postage stays below { $missing }.
offer-return-as_much_or_more = A return would bring nothing, as you said its postage is as much as the price or more. The offer brings { $offer }.
offer-return-unknown = A return would bring { $value } less its postage. It is worth more than the offer only if that postage stays below { $missing }.
