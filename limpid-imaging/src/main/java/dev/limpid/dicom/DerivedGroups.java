package dev.limpid.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The functional groups of a derived enhanced image (PS3.3 C.7.6.16): every Frame Type becomes DERIVED, and every frame
 * says from which frame it was derived.
 *
 * <p>A derivation the source shares among its frames moves to each frame, as a group cannot be in both places.
 */
final class DerivedGroups {
    private final Provenance provenance;
    private final int frames;

    DerivedGroups(Provenance provenance, int frames) {
        this.provenance = provenance;
        this.frames = frames;
    }

    void apply(Dataset header) throws IOException {
        List<Dataset> earlier = List.of();
        List<Dataset> shared = new ArrayList<>();
        for (Dataset item : header.items(Tag.SHARED_FUNCTIONAL_GROUPS)) {
            Dataset group = retyped(item);
            earlier = group.items(Tag.DERIVATION_IMAGE_SEQUENCE);
            group.remove(Tag.DERIVATION_IMAGE_SEQUENCE);
            shared.add(group);
        }
        List<Dataset> perFrame = new ArrayList<>();
        List<Dataset> given = header.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS);
        for (int frame = 0; frame < given.size(); frame++) {
            Dataset group = retyped(given.get(frame));
            if (frame < frames) {
                for (Dataset derivation : earlier) {
                    DerivedHeader.append(group, Tag.DERIVATION_IMAGE_SEQUENCE, derivation);
                }
                DerivedHeader.append(group, Tag.DERIVATION_IMAGE_SEQUENCE, provenance.derivedFrame(frame + 1));
            }
            perFrame.add(group);
        }
        put(header, Tag.SHARED_FUNCTIONAL_GROUPS, shared);
        put(header, Tag.PER_FRAME_FUNCTIONAL_GROUPS, perFrame);
    }

    private static void put(Dataset header, int tag, List<Dataset> items) {
        if (!items.isEmpty()) {
            header.put(new Element(tag, Vr.SQ, new Element.Items(List.copyOf(items))));
        }
    }

    /** Frame Type stands in a group of another name for each kind of image; so it is looked for in all. */
    private static Dataset retyped(Dataset item) throws IOException {
        Dataset groups = item.copy();
        for (Element element : item.elements()) {
            if (element.value() instanceof Element.Items group) {
                List<Dataset> changed = new ArrayList<>();
                for (Dataset each : group.items()) {
                    changed.add(
                            each.has(Tag.FRAME_TYPE)
                                    ? each.copy().put(DerivedHeader.imageType(each, Tag.FRAME_TYPE, true))
                                    : each);
                }
                groups.put(new Element(element.tag(), Vr.SQ, new Element.Items(List.copyOf(changed))));
            }
        }
        return groups;
    }
}
