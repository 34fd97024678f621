"""How good a judgement is: labelled listings, shares with their intervals, curves, comparisons and honest baselines."""
