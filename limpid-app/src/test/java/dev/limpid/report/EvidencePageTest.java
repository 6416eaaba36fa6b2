package dev.limpid.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.phantom.ChestPhantom;
import dev.limpid.phantom.Nodule;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class EvidencePageTest {
    private static final String HOSTILE =
            "</td><script>alert('x')</script> & \"quoted\" <img src=http://evil.example/a.png> \u0000\u202e\ud800 ]]>";

    @Nested
    class Page {
        @Test
        void isWellFormedAndLoadsNothing() throws Exception {
            assertSelfContained(page("slice 1").html());
        }

        @Test
        void keepsHostileNamesAsText() throws Exception {
            String html = page(HOSTILE).html();
            assertSelfContained(html);
            assertThat(html).doesNotContain("<script", "\u0000", "\u202e");
            assertThat(parse(html).getDocumentElement().getTextContent())
                    .contains("<script>alert('x')</script> & \"quoted\"");
        }

        @Test
        void describesEveryPicture() throws Exception {
            NodeList images = parse(page("slice 1").html()).getElementsByTagName("img");
            assertThat(images.getLength()).isEqualTo(4);
            for (int i = 0; i < images.getLength(); i++) {
                assertThat(((Element) images.item(i)).getAttribute("alt")).startsWith("slice 1. ");
            }
        }

        @Test
        void showsEachWarningOnceWithItsPlanes() {
            EvidencePage page = page("slice 1");
            page.add("slice 2", new Evidence(Unit.HOUNSFIELD, 0, 1, 1, 0, 0, 0, List.of()));
            assertThat(page.html().split("unlike what", -1)).hasSize(3);
            assertThat(page.html()).contains("(slice 1)");
        }

        @Test
        void explainsEveryColumnOfItsTable() throws Exception {
            Document document = parse(page("slice 1").html());
            String terms = document.getElementsByTagName("main").item(0).getTextContent();
            for (String term : List.of(
                    "Mean shift",
                    "Noise before, noise after",
                    "Correlation with edges",
                    "Removed part with structure",
                    "Outside range",
                    "Warnings",
                    "What this cannot tell")) {
                assertThat(terms).contains(term);
            }
        }

        @Test
        void withoutPlanesIsStillAPage() throws Exception {
            assertSelfContained(EvidencePage.of("empty", account("m")).html());
        }
    }

    @Nested
    class Demo {
        @Test
        void comparesEveryNoduleAndSliceWithTheTruth(@TempDir Path folder) throws Exception {
            ChestPhantom phantom = ChestPhantom.of(4, 2);
            List<Slice> truth = phantom.series().slices();
            List<Slice> noisy = new ArrayList<>();
            Random random = new Random(1);
            for (Slice slice : truth) {
                float[] pixels = slice.toArray();
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] += (float) (40 * random.nextGaussian());
                }
                noisy.add(slice.withPixels(pixels));
            }
            DemoReport report = new DemoReport(
                    phantom, "noise of 40 HU", noisy, truth, account("perfect"), IntensityRange.CT, List.of());
            Path file = report.write(folder.resolve("demo.html"));
            String html = Files.readString(file);
            assertSelfContained(html);
            assertThat(html).contains("perfect", "noise of 40 HU", "Against the known truth", "Slice 2");
            for (int i = 0; i < phantom.nodules().size(); i++) {
                assertThat(html)
                        .contains(
                                (i + 1) + ": " + (int) phantom.nodules().get(i).diameterMm() + " mm");
            }
            assertThat(report.psnr().get(0)).isBetween(33.9, 34.1);
            assertThat(report.psnr().get(1)).isInfinite();
        }

        @Test
        void findsNoErrorInTheTruthItselfAndTheShiftInAShiftedSlice() {
            ChestPhantom phantom = ChestPhantom.of(4, 2);
            Nodule nodule = phantom.nodules().get(0);
            Slice truth = phantom.series().slices().get(nodule.slice());
            float[] shifted = truth.toArray();
            for (int i = 0; i < shifted.length; i++) {
                shifted[i] += 25;
            }
            NoduleTruth found = NoduleTruth.of(nodule, 1, truth, truth, truth.withPixels(shifted));
            assertThat(found.errorBefore()).isZero();
            assertThat(found.contrastBefore()).isEqualTo(found.trueContrast());
            assertThat(found.errorAfter()).isCloseTo(25, within(1e-3));
            assertThat(found.deviationAfter()).isCloseTo(25, within(1e-3));
            assertThat(found.contrastAfter()).isCloseTo(found.trueContrast(), within(1e-3));
        }
    }

    private static Account account(String method) {
        return new Account(method, "0", "none", "p=1", "file " + method, "limpid denoise '" + method + "'");
    }

    private static EvidencePage page(String name) {
        return EvidencePage.of("Page of " + name, account(name))
                .lead(name)
                .limit(name)
                .add(EvidencePanel.of(
                        name,
                        name,
                        EvidenceTest.disc(20),
                        EvidenceTest.disc(0),
                        IntensityRange.CT,
                        List.of(new DisplayWindow(name, 0, 500)),
                        List.of("unlike what it knows: " + name)));
    }

    private static void assertSelfContained(String html) throws Exception {
        Document document = parse(html);
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(element.getTagName()).isNotIn("script", "link", "iframe", "object", "embed", "a", "base");
            assertThat(element.hasAttribute("href")).isFalse();
            if (element.hasAttribute("src")) {
                assertThat(element.getAttribute("src")).startsWith("data:image/png;base64,");
            }
            for (int a = 0; a < element.getAttributes().getLength(); a++) {
                assertThat(element.getAttributes().item(a).getNodeName()).doesNotStartWith("on");
            }
        }
        String style = document.getElementsByTagName("style").item(0).getTextContent();
        assertThat(style).doesNotContain("url(", "@import", "http");
    }

    private static Document parse(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }
}
