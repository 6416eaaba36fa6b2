package dev.limpid.bench.measure;

import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.physics.MeanDifference;
import dev.limpid.physics.NoisePowerSpectrum;
import dev.limpid.physics.RadialSpectrum;
import dev.limpid.physics.Tissue;
import dev.limpid.report.DisplayWindow;
import dev.limpid.report.Picture;
import dev.limpid.report.PlacesPicture;
import dev.limpid.report.SpectrumPicture;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the measurement of images leaves in its folder. */
public final class QualityFiles {
    static final String SPECTRUM = "nps.csv";
    static final String RADIAL = "nps-radial.csv";
    static final String SPECTRUM_PICTURE = "nps.png";
    static final String INSERTS = "inserts.csv";
    static final String TRANSFER = "ttf.csv";
    static final String BIAS = "bias.csv";
    static final String PLACES = "places.png";
    static final String PAGE = "index.html";

    /** All that may be written. */
    public static final List<String> NAMES =
            List.of(SPECTRUM, RADIAL, SPECTRUM_PICTURE, INSERTS, TRANSFER, BIAS, PLACES, PAGE, "run.json");

    private final ImageQuality.Result result;

    public QualityFiles(ImageQuality.Result result) {
        this.result = result;
    }

    /** Writes tables, pictures and the page; no file for what was not measured. */
    public void write(ResultFolder folder) throws IOException {
        Optional<Picture> spectrum = result.spectrum().map(SpectrumPicture::of);
        Optional<Picture> places = result.shown().map(QualityFiles::places);
        if (result.spectrum().isPresent()) {
            folder.write(SPECTRUM, spectrum(result.spectrum().get()));
            folder.write(RADIAL, radial(result.spectrum().get().radial()));
        }
        if (!result.inserts().isEmpty()) {
            folder.write(INSERTS, inserts());
            folder.write(TRANSFER, transfer());
        }
        if (!result.bias().isEmpty()) {
            folder.write(BIAS, bias());
        }
        if (spectrum.isPresent()) {
            byte[] png = spectrum.get().png();
            folder.put(SPECTRUM_PICTURE, temporary -> Files.write(temporary, png));
        }
        if (places.isPresent()) {
            byte[] png = places.get().png();
            folder.put(PLACES, temporary -> Files.write(temporary, png));
        }
        folder.put(PAGE, temporary -> {
            try (Writer out = Files.newBufferedWriter(temporary)) {
                new QualityPage(result, spectrum, places).write(out);
            }
        });
    }

    private static Picture places(ImageQuality.Shown shown) {
        Slice slice = shown.slice();
        return PlacesPicture.of(slice, DisplayWindow.single(Modality.CT, slice), shown.patches(), shown.inserts());
    }

    private static String spectrum(NoisePowerSpectrum spectrum) {
        Csv csv = new Csv("u", "v", "power");
        for (int i = 0; i < spectrum.power().length; i++) {
            csv.row(spectrum.horizontal(i), spectrum.vertical(i), spectrum.power()[i]);
        }
        return csv.toString();
    }

    private static String radial(RadialSpectrum radial) {
        Csv csv = new Csv("frequency", "power");
        for (int ring = 0; ring < radial.power().length; ring++) {
            csv.row(ring * radial.step(), radial.power()[ring]);
        }
        return csv.toString();
    }

    private String inserts() {
        Csv csv = new Csv(
                "image",
                "x",
                "y",
                "radiusMm",
                "insertHu",
                "surroundingsHu",
                "contrastHu",
                "noiseHu",
                "cnr",
                "f50",
                "f10");
        for (ImageQuality.InsertFigures each : result.inserts()) {
            csv.row(
                    each.image(),
                    each.insert().column(),
                    each.insert().row(),
                    each.insert().radiusMm(),
                    each.contrast().insertHu(),
                    each.contrast().surroundingsHu(),
                    each.contrast().contrastHu(),
                    each.contrast().noiseHu(),
                    each.contrast().cnr(),
                    frequency(each, 0.5).orElse(Double.NaN),
                    frequency(each, 0.1).orElse(Double.NaN));
        }
        return csv.toString();
    }

    static OptionalDouble frequency(ImageQuality.InsertFigures insert, double part) {
        return insert.transfer().map(each -> each.frequencyAt(part)).orElse(OptionalDouble.empty());
    }

    private String transfer() {
        Csv csv = new Csv("image", "x", "y", "frequency", "transfer");
        for (ImageQuality.InsertFigures each : result.inserts()) {
            each.transfer().ifPresent(transfer -> {
                for (int i = 0; i < transfer.values().length; i++) {
                    csv.row(
                            each.image(),
                            transfer.centred().column(),
                            transfer.centred().row(),
                            i * transfer.step(),
                            transfer.values()[i]);
                }
            });
        }
        return csv.toString();
    }

    private String bias() {
        Csv csv = new Csv("tissue", "low", "high", "pixels", "blocks", "meanHu", "low95", "high95");
        result.bias()
                .forEach((tissue, found) -> csv.row(
                        name(tissue),
                        tissue.low(),
                        tissue.high(),
                        found.pixels(),
                        found.blocks(),
                        found.mean(),
                        found.low(),
                        found.high()));
        return csv.toString();
    }

    static String name(Tissue tissue) {
        return tissue.name().toLowerCase(Locale.ROOT);
    }

    /** For {@code --json}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("images", result.images());
        result.spectrum().ifPresent(spectrum -> {
            RadialSpectrum radial = spectrum.radial();
            Map<String, Object> noise = new LinkedHashMap<>();
            noise.put("sdHu", Math.sqrt(spectrum.variance()));
            noise.put("peakFrequency", radial.peak());
            noise.put("meanFrequency", radial.meanFrequency());
            noise.put("squares", spectrum.windows());
            noise.put("size", List.of(spectrum.columns(), spectrum.rows()));
            map.put("noise", noise);
        });
        List<Map<String, Object>> inserts = new ArrayList<>();
        for (ImageQuality.InsertFigures each : result.inserts()) {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("image", each.image());
            of.put("x", each.insert().column());
            of.put("y", each.insert().row());
            of.put("radiusMm", each.insert().radiusMm());
            of.put("contrastHu", each.contrast().contrastHu());
            of.put("noiseHu", each.contrast().noiseHu());
            of.put("cnr", each.contrast().cnr());
            frequency(each, 0.5).ifPresent(f -> of.put("f50", f));
            frequency(each, 0.1).ifPresent(f -> of.put("f10", f));
            inserts.add(of);
        }
        map.put("inserts", inserts);
        Map<String, Object> bias = new LinkedHashMap<>();
        result.bias().forEach((tissue, found) -> bias.put(name(tissue), toMap(found)));
        map.put("bias", bias);
        map.put("notes", result.notes());
        return map;
    }

    private static Map<String, Object> toMap(MeanDifference found) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pixels", found.pixels());
        map.put("meanHu", found.mean());
        map.put("low", found.low());
        map.put("high", found.high());
        return map;
    }
}
