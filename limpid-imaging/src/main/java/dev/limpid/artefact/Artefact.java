package dev.limpid.artefact;

/** An artefact that was found in an image, with its numbers. */
sealed interface Artefact permits Fold, Wave {
    /** In a few words, with its strength: {@code folded by half the height, 83 %}. */
    String describe();

    /** The signal without it. */
    Signal undo(Signal signal);
}
