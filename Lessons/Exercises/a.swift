// One file for each function that a learner writes.
