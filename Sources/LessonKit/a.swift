// The kit that carries every lesson: text, figures, pacing, hints, progress, checks.
