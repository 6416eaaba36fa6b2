package dev.limpid.lesion.annotation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.PixelSpacing;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Nested
    class Rsna {
        @Test
        void aRowIsABoxAndARowWithoutNumbersSaysThatThereIsNone() throws IOException {
            Path file = file(
                    "labels.csv", "patientId,x,y,width,height,Target\na,10.0,20.0,30.0,40.0,1\na,1,2,3,4,1\nb,,,,,0\n");
            assertThat(RsnaLabels.read(file).boxes())
                    .isEqualTo(Map.of("a", List.of(new Box(10, 20, 40, 60), new Box(1, 2, 4, 6)), "b", List.of()));
        }

        @Test
        void aWrongRowCostsItsImageAloneAndIsNamed() throws IOException {
            RsnaLabels labels = RsnaLabels.read(file("labels.csv", """
                    patientId,x,y,width,height,Target
                    b,,,,,0
                    a,10,20,30,40,1
                    a,10,20,0,40,1
                    c,x,20,1,40,1
                    d,1,20,1,40,7
                    """));
            assertThat(labels.boxes()).isEqualTo(Map.of("b", List.of()));
            assertThat(labels.broken()).containsOnlyKeys("a", "c", "d");
            assertThat(labels.broken().get("a")).contains("row 3", "area above 0");
            assertThat(labels.broken().get("c")).contains("'x' should be a number, not 'x'");
            assertThat(labels.broken().get("d")).contains("Target is 0 or 1, not '7'");
        }

        @Test
        void whatIsNoSuchTableIsRefused() throws IOException {
            assertThatThrownBy(() -> RsnaLabels.read(file("c.csv", "name,x\na,1\n")))
                    .hasMessageContaining("no column 'patientId'");
            assertThatThrownBy(() -> RsnaLabels.read(file("d.csv", ""))).hasMessageContaining("is empty");
            assertThatThrownBy(() -> RsnaLabels.read(file("e.csv", "patientId,x\na\n")))
                    .hasMessageContaining("row 1 has 1 fields, the head 2");
        }
    }

    @Nested
    class DeepLesion {
        private static final String HEAD = "File_name,Patient_index,Bounding_boxes,Train_Val_Test\n";

        @Test
        void lesionsOfASliceStandTogetherWithPatientAndSplit() throws IOException {
            Path file = file(
                    "DL_info.csv",
                    HEAD + "000001_01_01_109.png,1,\"1.5, 2, 30, 40\",3\n000001_01_01_109.png,1,\"5, 6, 7, 8\",3\n"
                            + "000002_01_01_002.png,2,\"1, 2, 3, 4\",1\n");
            Map<String, DeepLesionLabels.Slice> slices = DeepLesionLabels.read(file);
            assertThat(slices.get("000001_01_01_109.png"))
                    .isEqualTo(new DeepLesionLabels.Slice(
                            "1", Split.TEST, List.of(new Box(1.5, 2, 30, 40), new Box(5, 6, 7, 8)), Optional.empty()));
            assertThat(slices.values())
                    .extracting(DeepLesionLabels.Slice::split)
                    .containsExactly(Split.TEST, Split.TRAIN);
        }

        @Test
        void spacingIsThatOfTheTableWhichNamesColumnsFirst() throws IOException {
            String head = HEAD.replace("\n", ",Spacing_mm_px_\n");
            Path file = file("DL_info.csv", head + "a.png,1,\"1, 2, 3, 4\",1,\"0.5, 0.75, 5\"\n");
            assertThat(requireNonNull(DeepLesionLabels.read(file).get("a.png")).spacing())
                    .contains(new PixelSpacing(0.75, 0.5));
            assertThatThrownBy(() ->
                            DeepLesionLabels.read(file("b.csv", head + "a.png,1,\"1, 2, 3, 4\",1,\"0, 0.75, 5\"\n")))
                    .hasMessageContaining("row 1")
                    .hasMessageContaining("Spacing_mm_px_ should be above 0");
        }

        @Test
        void brokenRowsAreNamed() throws IOException {
            assertThatThrownBy(() -> DeepLesionLabels.read(file("a.csv", HEAD + "a.png,1,\"1, 2, 3\",1\n")))
                    .hasMessageContaining("row 1")
                    .hasMessageContaining("4 numbers");
            assertThatThrownBy(() -> DeepLesionLabels.read(file("b.csv", HEAD + "a.png,1,\"1,2,3,NaN\",1\n")))
                    .hasMessageContaining("should be a number");
            assertThatThrownBy(() -> DeepLesionLabels.read(file("c.csv", HEAD + "a.png,1,\"1,2,3,4\",9\n")))
                    .hasMessageContaining("Train_Val_Test is 1, 2 or 3");
        }
    }

    @Nested
    class Lidc {
        private static String outline(String slice, int x0, int y0, int x1, int y1, String inclusion) {
            return "<roi><imageZposition>1</imageZposition><imageSOP_UID>" + slice + "</imageSOP_UID><inclusion>"
                    + inclusion + "</inclusion>" + edge(x0, y0) + edge(x1, y0) + edge(x1, y1) + edge(x0, y1) + "</roi>";
        }

        private static String edge(int x, int y) {
            return "<edgeMap><xCoord>" + x + "</xCoord><yCoord>" + y + "</yCoord></edgeMap>";
        }

        private static String reader(String... rois) {
            return "<readingSession><unblindedReadNodule><noduleID>1</noduleID>" + String.join("", rois)
                    + "</unblindedReadNodule></readingSession>";
        }

        private static String message(String... readers) {
            return "<?xml version=\"1.0\"?><LidcReadMessage xmlns=\"http://www.nih.gov\">" + String.join("", readers)
                    + "</LidcReadMessage>";
        }

        @Test
        void readersWhoAgreeGiveTheMeanOfWhatLiesWithinTheirOutlines() throws IOException {
            Path file = file(
                    "reading.xml",
                    message(
                            reader(outline("1.2", 10, 20, 20, 30, "TRUE")),
                            reader(outline("1.2", 12, 20, 22, 30, "TRUE")),
                            reader(
                                    outline("1.2", 11, 20, 21, 30, "TRUE"),
                                    outline("1.2", 100, 100, 110, 110, "TRUE"))));
            assertThat(requireNonNull(LidcReading.read(file, 3).get("1.2")).boxes())
                    .containsExactly(new Box(12, 21, 21, 30));
            assertThat(requireNonNull(LidcReading.read(file, 3).get("1.2")).disputed())
                    .as("one reader saw another nodule")
                    .isTrue();
            LidcReading.Slice any = requireNonNull(LidcReading.read(file, 1).get("1.2"));
            assertThat(any.boxes()).hasSize(2);
            assertThat(any.disputed()).isFalse();
        }

        @Test
        void aSliceThatTooFewReadersMarkedIsDisputedNotHealthy() throws IOException {
            // The end of a nodule: three readers drew it on the middle slice, two on this one.
            String middle = outline("mid", 10, 20, 20, 30, "TRUE");
            String end = outline("end", 12, 22, 18, 28, "TRUE");
            Path file = file("reading.xml", message(reader(middle, end), reader(middle, end), reader(middle)));
            assertThat(LidcReading.read(file, 3))
                    .isEqualTo(Map.of(
                            "mid",
                            new LidcReading.Slice(List.of(new Box(11, 21, 20, 30)), false),
                            "end",
                            new LidcReading.Slice(List.of(), true)));
        }

        @Test
        void aPointIsNoBoxButDisputesItsSliceAndAHoleSaysNothing() throws IOException {
            Path file = file(
                    "reading.xml",
                    message(reader(
                            "<roi><imageSOP_UID>1.3</imageSOP_UID><inclusion>TRUE</inclusion>" + edge(5, 5) + "</roi>",
                            outline("1.4", 0, 0, 9, 9, "FALSE"))));
            assertThat(LidcReading.read(file, 1)).isEqualTo(Map.of("1.3", new LidcReading.Slice(List.of(), true)));
        }

        @Test
        void nothingOutsideTheFileIsRead() throws IOException {
            Path secret = file("secret.txt", "1.9.9");
            String hostile = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri()
                    + "\">]><LidcReadMessage><readingSession><unblindedReadNodule><roi><imageSOP_UID>&e;</imageSOP_UID>"
                    + "</roi></unblindedReadNodule></readingSession></LidcReadMessage>";
            assertThatThrownBy(() -> LidcReading.read(file("hostile.xml", hostile), 1))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("entities")
                    .hasMessageNotContaining("1.9.9");
        }

        @Test
        void aBombOfEntitiesIsRefusedAtOnce() throws IOException {
            StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"aaaaaaaaaa\">");
            for (int i = 1; i < 30; i++) {
                bomb.append("<!ENTITY a").append(i).append(" \"");
                bomb.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
            }
            bomb.append("]><LidcReadMessage>&a29;</LidcReadMessage>");
            assertThatThrownBy(() -> LidcReading.read(file("bomb.xml", bomb.toString()), 1))
                    .isInstanceOf(ImageFormatException.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "<a/>",
                    "<LidcReadMessage>",
                    "not xml",
                    "<LidcReadMessage><readingSession><unblindedReadNodule><roi/></unblindedReadNodule>"
                })
        void whatIsNoReadingIsRefusedInOneLine(String text) throws IOException {
            assertThatThrownBy(() -> LidcReading.read(file("wrong.xml", text), 1))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("is not a reading of LIDC-IDRI")
                    .message()
                    .doesNotContain("\n");
        }

        @Test
        void randomDamageIsRefusedOrRead() throws IOException {
            byte[] sound =
                    message(reader(outline("1.2", 10, 20, 20, 30, "TRUE"))).getBytes(StandardCharsets.UTF_8);
            Random random = new Random(4);
            int refused = 0;
            for (int i = 0; i < 300; i++) {
                byte[] damaged = sound.clone();
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                Path file = Files.write(folder.resolve("damaged.xml"), damaged);
                try {
                    LidcReading.read(file, 1);
                } catch (ImageFormatException expected) {
                    refused++;
                }
            }
            assertThat(refused).isPositive();
        }
    }

    @Nested
    class Beside {
        @Test
        void aFileThatBoxesJsonDoesNotListHasNoneAndOneThatAnnotationsDoNotListIsNotKnown() throws IOException {
            Files.createDirectories(folder.resolve("a"));
            Files.createDirectories(folder.resolve("b"));
            Files.writeString(folder.resolve("a/boxes.json"), "{\"1.dcm\": [[1, 2, 3, 4]]}");
            Files.writeString(folder.resolve("b/annotations.json"), "{\"1.png\": {\"boxes\": []}}");
            BesideImage beside = new BesideImage();
            assertThat(beside.of(folder.resolve("a/1.dcm"))).contains(List.of(new Box(1, 2, 3, 4)));
            assertThat(beside.of(folder.resolve("a/2.dcm"))).contains(List.of());
            assertThat(beside.of(folder.resolve("b/1.png"))).contains(List.of());
            assertThat(beside.of(folder.resolve("b/2.png"))).isEmpty();
            assertThat(beside.of(folder.resolve("c.png"))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "{\"1.dcm\": 3}", "{\"1.dcm\": [[1, 2, 3]]}", "{\"1.dcm\": [[3, 2, 3, 4]]}", "{"})
        void wrongListsAreNamed(String text) throws IOException {
            Path list = file("boxes.json", text);
            assertThatThrownBy(() -> new BesideImage().of(folder.resolve("1.dcm")))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining(list.toString());
        }

        @Test
        void aListThatIsNoTextIsNamed() throws IOException {
            Path list = Files.write(folder.resolve("boxes.json"), new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'});
            assertThatThrownBy(() -> new BesideImage().of(folder.resolve("1.dcm")))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessage(list + " is not a list of boxes: it is not text in UTF-8");
        }
    }
}
