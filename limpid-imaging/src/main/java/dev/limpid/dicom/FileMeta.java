package dev.limpid.dicom;

import java.io.IOException;
import java.util.Locale;

/** The File Meta Information of what Limpid writes (PS3.10 section 7.1). */
final class FileMeta {
    private static final String IMPLEMENTATION = "2.25.163940827461450983175920163742189507361";

    private FileMeta() {}

    /** Without its group length. */
    static Dataset of(String sopClass, String sopInstance, String version) {
        String name = HeaderText.ascii("LIMPID_" + version, 16).toUpperCase(Locale.ROOT);
        return new Dataset()
                .put(new Element(Tag.FILE_META_VERSION, Vr.OB, new Element.Held(new byte[] {0, 1}, false)))
                .put(Element.text(Tag.MEDIA_STORAGE_SOP_CLASS_UID, Vr.UI, sopClass))
                .put(Element.text(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, sopInstance))
                .put(Element.text(Tag.TRANSFER_SYNTAX_UID, Vr.UI, TransferSyntax.EXPLICIT_UID))
                .put(Element.text(Tag.IMPLEMENTATION_CLASS_UID, Vr.UI, IMPLEMENTATION))
                .put(Element.text(Tag.IMPLEMENTATION_VERSION_NAME, Vr.SH, name));
    }

    /** Preamble, prefix, and the meta group behind its length. */
    static void write(Output out, Dataset meta) throws IOException {
        out.bytes(new byte[128], 128);
        out.bytes(new byte[] {'D', 'I', 'C', 'M'}, 4);
        DatasetWriter writer = new DatasetWriter(out, false);
        writer.header(0x00020000, Vr.UL, 4);
        long at = out.position();
        out.u32(0);
        writer.write(meta);
        out.replaceU16(at, (int) (out.position() - at - 4));
    }
}
