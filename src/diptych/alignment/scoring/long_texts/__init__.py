"""Candidates and pair features of long texts, in arrays: the same values as in short ones, sooner.

This package imports numpy, which short articles need not wait for.  What it computes equals to the last bit
what `candidates`, `pair_tables` and `pair_features` compute passage by passage: sums that they round once are
rounded once here, and sums that they round at each step run in the same order.
"""
