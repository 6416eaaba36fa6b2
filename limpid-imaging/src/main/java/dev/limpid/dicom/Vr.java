package dev.limpid.dicom;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Value representations, DICOM PS3.5 section 6.2, with what reading and writing them needs to know. */
enum Vr {
    AE(1, false),
    AS(1, false),
    AT(2, false),
    CS(1, false),
    DA(1, false),
    DS(1, false),
    DT(1, false),
    FD(8, false),
    FL(4, false),
    IS(1, false),
    LO(1, false),
    LT(1, false),
    OB(1, true),
    OD(8, true),
    OF(4, true),
    OL(4, true),
    OV(8, true),
    OW(2, true),
    PN(1, false),
    SH(1, false),
    SL(4, false),
    SQ(1, true),
    SS(2, false),
    ST(1, false),
    SV(8, true),
    TM(1, false),
    UC(1, true),
    UI(1, false),
    UL(4, false),
    UN(1, true),
    UR(1, true),
    US(2, false),
    UT(1, true),
    UV(8, true),
    /** US or SS, as Pixel Representation says; only in elements that came without a VR. */
    XS(2, false);

    private static final Map<String, Vr> BY_CODE = Stream.of(values())
            .filter(vr -> vr != XS)
            .collect(Collectors.toUnmodifiableMap(Vr::name, Function.identity()));

    private final int unit;
    private final boolean longForm;

    Vr(int unit, boolean longForm) {
        this.unit = unit;
        this.longForm = longForm;
    }

    /** Bytes that byte order turns round together. */
    int unit() {
        return unit;
    }

    /** Whether Explicit VR gives the length in 32 bits after two reserved bytes (PS3.5 table 7.1-1). */
    boolean longForm() {
        return longForm;
    }

    /** The byte that makes an odd length even: a space in text, else zero. */
    byte padding() {
        return switch (this) {
            case AE, AS, CS, DA, DS, DT, IS, LO, LT, PN, SH, ST, TM, UC, UR, UT -> (byte) ' ';
            default -> 0;
        };
    }

    byte[] code() {
        return name().getBytes(StandardCharsets.US_ASCII);
    }

    /** The VR with this two-letter code. */
    static Optional<Vr> of(int first, int second) {
        return Optional.ofNullable(BY_CODE.get("" + (char) first + (char) second));
    }
}
