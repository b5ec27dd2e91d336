"""Where everything in a diagram goes: columns of boxes, and lines in the gaps and channels between them.

Boxes stand in columns. Lines run level through the gaps between the boxes of a column, and upright in the channels
between columns. Gaps and channels are widened to hold the lines that were sent through them before anything gets its
final place, so no line meets a box and no two lines lie on each other, whatever the diagram.
"""
