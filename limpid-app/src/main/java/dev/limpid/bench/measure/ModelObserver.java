package dev.limpid.bench.measure;

import dev.limpid.observer.ChannelSet;
import dev.limpid.observer.DiscSignal;
import dev.limpid.phantom.LowContrastPhantom;

/** The observers that judge. */
public enum ModelObserver {
    /** {@link ChannelSet#denseDifferencesOfGaussians}, with Hotelling's template. */
    CHO("CHO", "channelised Hotelling, 10 dense difference-of-Gaussian channels") {
        @Override
        ChannelSet channels(DiscSignal signal) {
            return ChannelSet.denseDifferencesOfGaussians(signal.side());
        }
    },
    /** {@link ChannelSet#matched}. */
    NPW("NPW", "non-prewhitening matched filter") {
        @Override
        ChannelSet channels(DiscSignal signal) {
            return ChannelSet.matched(signal);
        }
    },
    /** {@link ChannelSet#matchedBehindEye} for a display that magnifies twice, seen from 500 mm. */
    NPWE("NPWE", "matched filter behind an eye, 500 mm from a display that magnifies twice") {
        @Override
        ChannelSet channels(DiscSignal signal) {
            return ChannelSet.matchedBehindEye(signal, LowContrastPhantom.SPACING_MM, 2, 500);
        }
    };

    private final String label;
    private final String meaning;

    ModelObserver(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    abstract ChannelSet channels(DiscSignal signal);

    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }
}
