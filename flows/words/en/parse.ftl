# Why a typed date or amount was not taken: what is wrong, and an example of what is right.

parse-empty = That was empty: please write it in words or figures, for example { $example }.
parse-too-long = That is longer than I can read: please write only the answer, for example { $example }.

## Dates

parse-not-a-date = I can’t read a date in that: please write a day, for example { $example }.
parse-unclear-date = I’m not sure which day you mean: please write the very day, for example { $example }.
parse-two-dates = There is more than one date in that: please write only one, for example { $example }.
parse-needs-day = That names no single day: please write the day, the month and the year, for example { $example }.
parse-needs-month = That day needs its month: please write both, for example { $example }.
parse-no-such-day = There is no such day in the calendar: please check it and write it like { $example }.
parse-other-weekday = The date and the weekday don’t fit together ({ $date } is the date): please write it again, for example { $example }.
parse-in-future = That day is still to come, and this can only have happened already: please write a past day or today, { $example }.
parse-before-aliexpress = That is before AliExpress existed: please check the year and write it like { $example }.
parse-too-far = That is too many years ahead: please check the year and write it like { $example }.
parse-other-calendar = That looks like the year of another calendar: please write the date as in { $example }.

## Amounts

parse-not-money = I can’t read an amount in that: please write a number, and the currency if you like, for example { $example }.
parse-order-number = That looks like an order number or a card number, not a price: please write the amount, for example { $example }.
parse-two-amounts = There is more than one amount in that: please write only one, for example { $example }.
parse-two-currencies = There is more than one currency in that: please write one amount in one currency, for example { $example }.
parse-three-decimals = I can’t tell the decimals from the thousands there: please write two decimals or none, for example { $example }.
parse-negative = An amount can’t be below zero: please write it without a minus sign, for example { $example }.
parse-zero = Zero is no price: please write what you paid, for example { $example }.
parse-too-large = That is more than any order can cost: please check it and write it like { $example }.

## Records of the parse command

parse-record-object = A record is a JSON object, for example { $example }.
parse-record-kind = A record’s “kind” is “date” or “money”, for example { $example }.
parse-record-text = A record’s “text” is a string, for example { $example }.
parse-record-locale = A record’s “locale” is a known language, with a country if there is one, for example { $example }.
parse-record-today = A record’s “today” is a day since AliExpress began, for example { $example }.
parse-record-prefer = A record’s “prefer” is “past” or “future”, for example { $example }.
