package dev.limpid.cli;

import java.util.List;

/** How the files of one image's analysis are named. */
final class InvarianceFiles {
    static final String FIGURE = ".invariance.png";
    static final String MAP = ".invariance-map.png";
    static final String ANIMATION = ".invariance.gif";
    static final String TABLE = ".invariance.csv";
    static final String NUMBERS = ".invariance.json";

    static final List<String> ALL = List.of(FIGURE, MAP, ANIMATION, TABLE, NUMBERS);

    private InvarianceFiles() {}
}
