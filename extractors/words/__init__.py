"""Words and marks, known by lexicon and read one at a time: labels, names, numbers, dates, places, markers, brackets.

Nothing here knows where in a plan it stands; what stands where is for the packages above.
"""
