package dev.limpid.cli;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A method that does one plane and fails at the next, in the way asked for. */
public final class FailingDenoiser implements DenoiserProvider {
    @Override
    public String name() {
        return "failing";
    }

    @Override
    public String summary() {
        return "for tests";
    }

    @Override
    public boolean needsRange() {
        return false;
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        String how = parameters.getOrDefault("how", "exception");
        switch (how) {
            case "loading" -> throw new NoClassDefFoundError("dev/limpid/Missing");
            case "no memory at all" -> throw new OutOfMemoryError("Java heap space");
            default -> {}
        }
        AtomicInteger planes = new AtomicInteger();
        return noisy -> {
            if (planes.getAndIncrement() == 0 && !parameters.containsKey("at-once")) {
                return noisy;
            }
            switch (how) {
                case "memory" -> throw new OutOfMemoryError("Java heap space");
                case "stack" -> throw new StackOverflowError();
                default -> throw new IllegalStateException("broken on purpose");
            }
        };
    }
}
