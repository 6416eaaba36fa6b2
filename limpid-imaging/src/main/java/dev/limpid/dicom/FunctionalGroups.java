package dev.limpid.dicom;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What an enhanced multi-frame header says of each frame (PS3.3 C.7.6.16); says nothing for any other image. */
final class FunctionalGroups {
    private final List<Dataset> shared;
    private final List<Dataset> perFrame;

    FunctionalGroups(Dataset header) throws IOException {
        shared = header.items(Tag.SHARED_FUNCTIONAL_GROUPS);
        perFrame = header.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS);
    }

    /** The first item of a functional group's sequence for a frame: its own, else the shared one. */
    Optional<Dataset> group(int frame, int sequence) throws IOException {
        List<Dataset> items = frame < perFrame.size() ? perFrame.get(frame).items(sequence) : List.of();
        if (items.isEmpty() && !shared.isEmpty()) {
            items = shared.get(0).items(sequence);
        }
        return items.isEmpty() ? Optional.empty() : Optional.of(items.get(0));
    }
}
