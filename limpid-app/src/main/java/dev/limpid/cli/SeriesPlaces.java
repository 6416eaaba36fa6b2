package dev.limpid.cli;

import dev.limpid.image.Section;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names for what planes of one acquisition share: the acquisition, and which of several planes at one place a plane is. */
final class SeriesPlaces {
    private final String series;
    private final Map<Section, Integer> seen = new HashMap<>();

    private SeriesPlaces(String series) {
        this.series = series;
    }

    /** A file that does not say what it was reconstructed from shares with no other. */
    static SeriesPlaces of(StoredImage image, String name) throws IOException {
        return new SeriesPlaces(image.acquisition().orElse(name));
    }

    /** For the file's next plane; empty for one whose place is not known: it shares nothing. */
    Optional<String> next(Optional<Section> place) {
        return place.map(section -> {
            int before = seen.merge(section, 1, Integer::sum) - 1;
            return before == 0 ? series : series + "#" + before;
        });
    }
}
