# Why a stored answer, an event or a line of JSON can't be read. The host and scripts see these.

input-not-text = This must be a text.
input-not-an-object = This must be a JSON object.
input-not-a-list = This must be a list.
input-unknown-question = There is no question called “{ $given }”.
input-unknown-option = There is no option called “{ $given }”.
input-unknown-event = There is no event called “{ $given }” that can be recorded yet.
input-unknown-key = An event has no “{ $given }”.
input-runs-backwards = Events are told in order: this day lies before { $before }.
input-not-a-day = A day is written like { $example }.
input-not-money = An amount is written like { $example }.
