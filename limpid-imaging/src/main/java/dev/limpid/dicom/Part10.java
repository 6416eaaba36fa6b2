package dev.limpid.dicom;

import dev.limpid.dicom.codec.FrameDecoders;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.util.Optional;

/**
 * A DICOM file taken apart (PS3.10 section 7.1).
 *
 * @param source what the data set's long values lie in; the caller closes it
 */
record Part10(Dataset meta, TransferSyntax syntax, Dataset dataset, ByteSource source) {
    private static final int PREAMBLE = 128;

    /**
     * Parses a file. Files without preamble or File Meta Information are read where their first element shows how they
     * are written.
     *
     * @throws ImageFormatException if it is no DICOM file, is damaged, or is in a transfer syntax that is not read
     */
    static Part10 parse(ByteSource file) throws IOException {
        if (file.size() == 0) {
            throw new ImageFormatException("the file is empty");
        }
        DatasetParser parser = new DatasetParser(file, start(file));
        Dataset meta = parser.fileMeta();
        Optional<String> declared = meta.text(Tag.TRANSFER_SYNTAX_UID);
        String uid = declared.isPresent() ? declared.get() : guess(file, parser.position());
        TransferSyntax syntax =
                TransferSyntax.of(uid, FrameDecoders.forTransferSyntax(uid).isPresent());
        if (!syntax.deflated()) {
            return new Part10(meta, syntax, parser.toEnd(syntax.encoding()), file);
        }
        ByteSource inflated = Inflation.of(file, parser.position());
        try {
            return new Part10(meta, syntax, new DatasetParser(inflated, 0).toEnd(syntax.encoding()), inflated);
        } catch (IOException | RuntimeException e) {
            inflated.close();
            throw e;
        }
    }

    /** Where the first element is: behind preamble and prefix, or at once in a file that has neither. */
    private static long start(ByteSource file) throws IOException {
        byte[] head = new byte[(int) Math.min(PREAMBLE + 4, file.size())];
        file.read(0, head, 0, head.length);
        if (head.length == PREAMBLE + 4
                && head[128] == 'D'
                && head[129] == 'I'
                && head[130] == 'C'
                && head[131] == 'M') {
            return PREAMBLE + 4;
        }
        if (!looksLikeElement(head)) {
            throw new ImageFormatException(
                    "not a DICOM file: neither the DICM prefix at byte 128 nor a data element" + " at the start");
        }
        return 0;
    }

    /** Whether bytes begin with an element of group 0002 or 0008, as data sets do that lost their preamble. */
    static boolean looksLikeElement(byte[] head) {
        if (head.length < 8) {
            return false;
        }
        boolean little = (head[0] == 2 || head[0] == 8) && head[1] == 0;
        boolean big = head[0] == 0 && head[1] == 8;
        int element = little ? head[3] << 8 | (head[2] & 0xFF) : head[2] << 8 | (head[3] & 0xFF);
        boolean explicit = Vr.of(head[4], head[5]).isPresent();
        boolean shortImplicit = little && head[6] == 0 && head[7] == 0;
        return (little || big) && element >= 0 && element < 0x3000 && (explicit || shortImplicit);
    }

    private static String guess(ByteSource file, long position) throws IOException {
        byte[] head = new byte[(int) Math.min(8, file.size() - position)];
        file.read(position, head, 0, head.length);
        if (!looksLikeElement(head)) {
            throw new ImageFormatException("no Transfer Syntax UID (0002,0010), and the data set does not begin with an"
                    + " element of group 0008 that would show how it is written");
        }
        if (head[0] == 0) {
            return TransferSyntax.BIG_ENDIAN_UID;
        }
        return Vr.of(head[4], head[5]).isPresent() ? TransferSyntax.EXPLICIT_UID : TransferSyntax.IMPLICIT_UID;
    }
}
