package dev.limpid.raster;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.PlaneBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One page of a TIFF, checked: its size, its samples and the blocks (strips or tiles) they lie in.
 *
 * @param blockRows rows of a block; the last strip may have fewer
 * @param blockColumns columns of a block: all of them for strips
 * @param tiled whether blocks are tiles, which are always full
 */
record TiffPage(
        TiffDirectory directory,
        int rows,
        int columns,
        TiffSample sample,
        TiffCompression compression,
        int predictor,
        int blockRows,
        int blockColumns,
        boolean tiled,
        Optional<PixelSpacing> spacing) {

    private static final int MOST_PAGES = 65_536;
    private static final int REDUCED_COPY = 1;
    private static final int MASK = 4;
    private static final Pattern IMAGEJ_STACK =
            Pattern.compile("^ImageJ=.*?^images=(\\d{1,9})$", Pattern.DOTALL | Pattern.MULTILINE);

    /** All pages but reduced copies, in order. */
    static List<TiffPage> all(TiffBytes bytes) throws IOException {
        List<TiffPage> pages = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (long at = bytes.firstDirectory(); at != 0; ) {
            if (!seen.add(at) || seen.size() > MOST_PAGES) {
                throw new ImageFormatException("the TIFF's pages run in a circle or are more than " + MOST_PAGES);
            }
            TiffDirectory directory = TiffDirectory.read(bytes, at);
            long kind = directory.number(TiffTag.NEW_SUBFILE_TYPE, 0);
            if ((kind & MASK) != 0) {
                throw new ImageFormatException("the TIFF has a transparency mask; remove it first");
            }
            if ((kind & REDUCED_COPY) == 0) {
                pages.add(of(directory));
            }
            at = directory.next();
        }
        if (pages.isEmpty()) {
            throw new ImageFormatException("the TIFF has no page");
        }
        checkTogether(pages);
        return pages;
    }

    /** Blocks from left to right. */
    int blocksAcross() {
        return (columns + blockColumns - 1) / blockColumns;
    }

    /** Blocks from top to bottom. */
    int blocksDown() {
        return (rows + blockRows - 1) / blockRows;
    }

    /** Rows stored in a block of block row {@code down}. */
    int rowsIn(int down) {
        return tiled ? blockRows : Math.min(blockRows, rows - down * blockRows);
    }

    private static TiffPage of(TiffDirectory directory) throws IOException {
        long columns = directory.number(TiffTag.IMAGE_WIDTH, 0, 1);
        long rows = directory.number(TiffTag.IMAGE_LENGTH, 0, 1);
        PlaneBudget.check("the TIFF", rows, columns);
        checkGrey(directory);
        TiffSample sample =
                TiffSample.of(directory.number(TiffTag.BITS_PER_SAMPLE, 1), directory.number(TiffTag.SAMPLE_FORMAT, 1));
        TiffCompression compression = TiffCompression.of(directory.number(TiffTag.COMPRESSION, 1));
        boolean tiled = directory.fields().containsKey(TiffTag.TILE_WIDTH);
        long blockColumns = tiled ? directory.number(TiffTag.TILE_WIDTH, 0, 1) : columns;
        long blockRows = tiled
                ? directory.number(TiffTag.TILE_LENGTH, 0, 1)
                : Math.min(rows, directory.number(TiffTag.ROWS_PER_STRIP, rows));
        if (sample == TiffSample.BIT && tiled && blockColumns % 8 != 0) {
            throw new ImageFormatException("a TIFF of 1-bit tiles that are " + blockColumns + " pixels wide");
        }
        PlaneBudget.check("the TIFF, for its blocks,", blockRows, blockColumns);
        long across = (columns + blockColumns - 1) / blockColumns;
        PlaneBudget.checkPiece("a row of the TIFF's blocks", blockRows * across * sample.rowBytes(blockColumns));
        TiffPage page = new TiffPage(
                directory,
                (int) rows,
                (int) columns,
                sample,
                compression,
                predictor(directory, sample),
                (int) blockRows,
                (int) blockColumns,
                tiled,
                spacing(directory));
        page.checkBlocks();
        return page;
    }

    private static void checkGrey(TiffDirectory directory) throws IOException {
        long photometric = directory.number(TiffTag.PHOTOMETRIC, 1);
        if (photometric > 1) {
            String kind = switch ((int) photometric) {
                case 2, 5, 6, 8, 9, 10 -> "a colour";
                case 3 -> "a palette";
                case 4 -> "a transparency mask as";
                default -> "a photometric interpretation " + photometric;
            };
            throw new ImageFormatException(kind + " TIFF; Limpid reads greyscale only: convert it to grey first");
        }
        long samples = directory.number(TiffTag.SAMPLES_PER_PIXEL, 1);
        if (samples != 1) {
            throw new ImageFormatException("a TIFF of " + samples
                    + " samples per pixel (colour or alpha); Limpid reads one grey sample: convert it first");
        }
        if (directory.number(TiffTag.FILL_ORDER, 1) != 1) {
            throw new ImageFormatException("a TIFF with reversed bits (FillOrder 2): convert it first");
        }
    }

    private static int predictor(TiffDirectory directory, TiffSample sample) throws IOException {
        long predictor = directory.number(TiffTag.PREDICTOR, 1);
        boolean fits = predictor == 1
                || (predictor == 2 && !sample.isFloat() && sample.bits() >= 8)
                || (predictor == 3 && sample.isFloat());
        if (!fits) {
            throw new ImageFormatException("a TIFF with predictor " + predictor + " on " + sample.label() + " samples");
        }
        return (int) predictor;
    }

    /** The blocks must be listed, and together be able to hold the page. */
    private void checkBlocks() throws IOException {
        long blocks = (long) blocksAcross() * blocksDown();
        int offsets = tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS;
        directory.number(offsets, 0, blocks);
        TiffDirectory.Field counts =
                directory.fields().get(tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS);
        if (counts == null && (compression != TiffCompression.NONE || blocks > 1)) {
            throw new ImageFormatException("the TIFF does not say how long its blocks are");
        }
        long needed = sample.rowBytes(columns) * rows;
        if (needed / compression.mostExpansion() > directory.bytes().size()) {
            throw new ImageFormatException(
                    "the TIFF is cut short: it declares " + rows + " x " + columns + " pixels of " + sample.label()
                            + " but has only " + directory.bytes().size() + " bytes");
        }
    }

    private static Optional<PixelSpacing> spacing(TiffDirectory directory) throws IOException {
        Optional<Double> x = directory.rational(TiffTag.X_RESOLUTION);
        Optional<Double> y = directory.rational(TiffTag.Y_RESOLUTION);
        double millimetres = switch ((int) directory.number(TiffTag.RESOLUTION_UNIT, 2)) {
            case 2 -> 25.4;
            case 3 -> 10;
            default -> 0;
        };
        boolean known = millimetres > 0 && x.orElse(0.0) > 0 && y.orElse(0.0) > 0;
        return known
                ? Optional.of(new PixelSpacing(millimetres / y.orElseThrow(), millimetres / x.orElseThrow()))
                : Optional.empty();
    }

    private static void checkTogether(List<TiffPage> pages) throws IOException {
        TiffPage first = pages.get(0);
        for (TiffPage page : pages) {
            if (page.sample != first.sample) {
                throw new ImageFormatException("a TIFF with pages of " + first.sample.label() + " and of "
                        + page.sample.label() + ": split it first");
            }
        }
        Matcher stack = IMAGEJ_STACK.matcher(first.directory.text(TiffTag.IMAGE_DESCRIPTION, 2000));
        if (stack.find() && pages.size() == 1 && Integer.parseInt(stack.group(1)) > 1) {
            throw new ImageFormatException("an ImageJ stack of " + stack.group(1)
                    + " images behind one page: save it with one page per image first");
        }
    }
}
