package dev.limpid.cli;

import dev.limpid.image.Section;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names for what planes of one series share: the series, and which of several planes at the same place a plane is. */
final class SeriesPlaces {
    private final String series;
    private final Map<Section, Integer> seen = new HashMap<>();

    private SeriesPlaces(String series) {
        this.series = series;
    }

    /** Of a series without an identifier, a file with several planes is one, and else the folder. */
    static SeriesPlaces of(StoredImage image, String name) throws IOException {
        String folder = name.substring(0, Math.max(0, name.lastIndexOf('/')));
        return new SeriesPlaces(image.seriesUid().orElse(image.frames() > 1 ? name : folder));
    }

    /** For the file's next plane; empty for one whose place is not known: it shares nothing. */
    Optional<String> next(Optional<Section> place) {
        return place.map(section -> {
            int before = seen.merge(section, 1, Integer::sum) - 1;
            return before == 0 ? series : series + "#" + before;
        });
    }
}
