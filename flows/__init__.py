"""What the guide knows: the dialogue, the policy, the dates and the texts. Pure: no clock, network or storage."""
