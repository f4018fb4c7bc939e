# The sources, by plain titles. None of them is by AliExpress.

article-dispute-playbook = Dispute playbook (a third party’s article)
article-policy-guide = Return policy guide (a third party’s article)
article-return-steps = Return steps (a third party’s article)
