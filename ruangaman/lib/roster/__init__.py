"""Lists of participants: who they are, in which unit, and what a list says about its own length.

``roster_of`` takes a table (``lib.table``, read with ``headings.HEADINGS``) and what the
installation knows (its units and ranks), and returns people with every fault by row and column.
It decides nothing that a person must decide: a unit that is not known is offered the closest
names, two lines that may be one person are asked about, and a declared total that differs from
the lines is shown as it is.
"""
