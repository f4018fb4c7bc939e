# What the facts are grouped under, where a verdict shows what it rests on.

group-what-the-policy-is = What the policy is
group-when-to-act = When to act
group-accepted-reasons = Accepted reasons
group-reasons-usually-not-accepted = Reasons usually not accepted
group-how-to-file = How to file
group-evidence = Evidence
group-choosing-the-remedy = Choosing the remedy
group-returning-the-goods = Returning the goods
group-after-filing = After filing
group-traps = Traps
group-money-back = Money back
group-if-it-fails = If it fails
